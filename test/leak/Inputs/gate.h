#pragma once

#include <semaphore.h>
#include <unistd.h>

/// Orders threads: `pass` returns once for each `open`.
class gate {
public:
  gate() { sem_init(&semaphore_, 0, 0); }
  void open() { sem_post(&semaphore_); }
  void pass() {
    while (sem_wait(&semaphore_) != 0) {
    }
  }

private:
  sem_t semaphore_; // Not destroyed: threads may still wait.
};

/// What a thread does that leaks.
[[noreturn]] inline void run_forever() {
  for (;;)
    pause();
}
