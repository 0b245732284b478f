// What sc::leak_check says of a thread, with the library in front of the program and without.

// RUN: %cxx -I %S/../../tool/runtime/include %s -o %t
// RUN: env SC_LEAK=%now:quiet=1:ignore_name=sweeper %leak %t | FileCheck %s --check-prefixes=BOTH,LOADED
// RUN: %t | FileCheck %s --check-prefixes=BOTH,ALONE --implicit-check-not="started by"

// BOTH:        left: 2
// BOTH:        sc::leak_check: 0 tasks and 2 other threads left
// BOTH:        thread 'sweeper' ({{[0-9]+}})
// LOADED-NEXT:   started by
// LOADED:          #{{[0-9]}} acme::pool::start() ({{.*}}asked.cpp.tmp+0x{{[0-9a-f]+}})
// LOADED:          #{{[0-9]}} main (
// BOTH:        thread 'sweeper' (
// LOADED:          #{{[0-9]}} main (

// ALONE:       ignored by function: 2
// ALONE:       ignored by file: 2
// LOADED:      ignored by function: 1
// LOADED:      ignored by file: 0

#include "gate.h"
#include <cstdio>
#include <sc/leak_check.h>
#include <string>
#include <thread>

static gate started;

static std::thread sweeper() {
  return std::thread([] {
    pthread_setname_np(pthread_self(), "sweeper");
    started.open();
    run_forever();
  });
}

namespace acme {
struct pool {
  static void start() { sweeper().detach(); }
};
} // namespace acme

static void say(const char *what, sc::leak_check &check) {
  std::printf("%s: %zu\n", what, check.find().threads);
}

int main() {
  sc::leak_check check;
  acme::pool::start();
  started.pass();
  std::thread direct([] {
    pthread_setname_np(pthread_self(), "sweeper");
    started.open();
    run_forever();
  });
  direct.detach();
  started.pass();
  say("left", check);
  std::fputs(check.find().text.c_str(), stdout);
  check.ignore_creator("acme::pool::*");
  say("ignored by function", check);
  check.ignore_creator("*asked.cpp.tmp");
  say("ignored by file", check);
}
