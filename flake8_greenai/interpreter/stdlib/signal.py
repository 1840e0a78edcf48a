"""signal."""

from _greenai import nothing

SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = 1, 2, 3, 6, 9, 10, 11, 12, 13, 14, 15, 17
SIG_DFL, SIG_IGN = 0, 1
Signals = int
signal = alarm = setitimer = getsignal = pause = raise_signal = siginterrupt = set_wakeup_fd = pthread_sigmask = nothing


def default_int_handler(*args):
    raise KeyboardInterrupt
