"""time: clocks are unknown, sleeping takes no time."""

from _greenai import nothing, unknown


def time():
    return unknown("the time is not known")


perf_counter = monotonic = process_time = thread_time = time_ns = perf_counter_ns = monotonic_ns = process_time_ns = time


def strftime(*args):
    return unknown("the time is not known")


ctime = asctime = localtime = gmtime = mktime = strptime = get_clock_info = strftime
sleep = tzset = nothing
timezone, altzone, daylight, tzname = 0, 0, 0, ("UTC", "UTC")


class struct_time(tuple): pass
