"""subprocess: nothing is started."""

from _greenai import unknown

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception): pass
class CalledProcessError(SubprocessError): pass
class TimeoutExpired(SubprocessError): pass


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr


def run(*args, **kwargs):
    return unknown("no process is started")


call = check_call = check_output = getoutput = getstatusoutput = Popen = run
