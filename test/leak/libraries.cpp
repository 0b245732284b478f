// Threads of a library: started before its constructors are done, joined in its destructors, or
// left behind when it is unloaded.

// RUN: %cxx -DLIBRARY -shared -fPIC %s -o %t.so
// RUN: %cxx -DLINKED %s -Wl,--no-as-needed %t.so -o %t.linked
// RUN: env SC_LEAK=%patient %leak %t.linked 2>&1 | FileCheck %s --check-prefix=CLEAN
// RUN: %cxx -DLOADER -rdynamic %s -o %t.loader
// RUN: env SC_LEAK=%patient %leak %t.loader %t.so 2>&1 | FileCheck %s --check-prefix=CLEAN
// RUN: env SC_LEAK=%now:exitcode=7 LEFT=1 %exits 7 %leak %t.loader %t.so 2>&1 | FileCheck %s --check-prefix=LEFT

#include "gate.h"
#include <cstdlib>
#include <dlfcn.h>
#include <pthread.h>
#include <thread>

#ifdef LIBRARY
// The constructor below runs before those of static objects.
static gate &early_may_end() {
  static gate *const made = new gate;
  return *made;
}

static void *run_early(void *) {
  early_may_end().pass();
  return nullptr;
}

static pthread_t early;

struct joins_late {
  gate may_end;
  std::thread thread{[this] { may_end.pass(); }};
  ~joins_late() {
    may_end.open();
    thread.join();
    std::thread([] {}).join(); // Also started in a destructor.
  }
};
static joins_late late;

// The program's: a thread that stays must not be on its way through the library when that goes.
extern "C" [[gnu::weak]] void *stay(void *);

[[gnu::constructor(101)]] static void start_early() {
  pthread_create(&early, nullptr, run_early, nullptr);
  if (getenv("LEFT") != nullptr) {
    pthread_t left;
    pthread_create(&left, nullptr, stay, nullptr);
    pthread_detach(left);
  }
}

// The very last.
[[gnu::destructor(101)]] static void join_last() {
  early_may_end().open();
  pthread_join(early, nullptr);
}
#elif defined LOADER
extern "C" void *stay(void *) { run_forever(); }

int main(int, char **arguments) {
  void *library = dlopen(arguments[1], RTLD_NOW);
  return library == nullptr || dlclose(library) != 0 ? 1 : 0;
}
#else
int main() {}
#endif

// CLEAN: : no leaked thread
// LEFT:  thread {{.*}}: detached and still running
// LEFT:  code that is not loaded any more (0x
// LEFT:  #{{[0-9]+}} main (
