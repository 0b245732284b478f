// Lets a program fail, or die, at its n-th call that writes a file: FAULT_AT=n, and
// FAULT=kill, or FAULT=full for a full disk. Its children go on as they are. Where n is
// more than there are, FAULT_LOG gets a line.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pid_t first;
static long left;
static int kills, armed;

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *what = getenv("FAULT");
  first = getpid();
  left = at ? atol(at) : 0;
  kills = what && !strcmp(what, "kill");
  armed = at != NULL;
}

__attribute__((destructor)) static void end(void) {
  const char *log = getenv("FAULT_LOG");
  if (!armed || getpid() != first || left <= 0 || !log)
    return;
  FILE *out = fopen(log, "w");
  fputs("not reached\n", out);
  fclose(out);
}

/// True if this call is to fail.
static int fails(void) {
  if (!armed || getpid() != first || --left != 0)
    return 0;
  if (kills)
    kill(first, SIGKILL);
  errno = ENOSPC;
  return 1;
}

static int is_file(int fd) {
  struct stat status;
  return fd > 2 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

ssize_t write(int fd, const void *text, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real)
    real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (is_file(fd) && fails()) {
    if (size > 1)
      real(fd, text, size / 2);
    errno = ENOSPC;
    return -1;
  }
  return real(fd, text, size);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real)
    real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return fails() ? -1 : real(fd);
}

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real)
    real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
  return fails() ? -1 : real(from, to);
}
