"""queue."""

from multiprocessing import Queue
import heapq


class Empty(Exception): pass
class Full(Exception): pass


SimpleQueue = Queue


class LifoQueue(Queue):
    def get(self, block=True, timeout=None):
        return self._items.pop()


class PriorityQueue(Queue):
    def put(self, item, block=True, timeout=None):
        heapq.heappush(self._items, item)

    def get(self, block=True, timeout=None):
        return heapq.heappop(self._items)
