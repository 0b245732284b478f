// Threads of C, whose handles are written through a pointer.
// RUN: %check_structured %s structured-lost-exception %t

#include <pthread.h>
#include <stdexcept>

void *fail(void *) { throw std::runtime_error("no"); }
void *caught(void *) {
  try {
    throw std::runtime_error("no");
  } catch (const std::exception &Error) {
    return new std::runtime_error(Error.what());
  }
  return nullptr;
}

void started(pthread_t &Thread) {
  pthread_create(&Thread, nullptr, fail, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: nothing in this thread catches what its work throws, which ends the program; catch it in the work, or let an 'sc::group' carry it to who waits [structured-lost-exception]
  // CHECK-NOTES: :[[@LINE-13]]:22: note: thrown here
}

void asked(pthread_t &Thread) {
  if (pthread_create(&Thread, nullptr, fail, nullptr) != 0)
    return;
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: nothing in this thread catches what its work throws
  // CHECK-NOTES: :[[@LINE-20]]:22: note: thrown here
}

void handled(pthread_t &Thread) { // ok: the thread hands the error on.
  pthread_create(&Thread, nullptr, caught, nullptr);
}
