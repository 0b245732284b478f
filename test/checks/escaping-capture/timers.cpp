// What POSIX runs in a thread of its own when an event has come. The headers of glibc,
// as they are, where names of members are macros.
// RUN: %check_structured %s structured-escaping-capture,structured-lost-exception %t -- -- -stdlib=libstdc++

#include <mqueue.h>
#include <signal.h>
#include <stdexcept>
#include <string.h>
#include <time.h>

struct Counter {
  int Ticks = 0;
};

void tick(sigval Value) { ++static_cast<Counter *>(Value.sival_ptr)->Ticks; }

void forgotten(const itimerspec &Every) {
  Counter Count;
  sigevent Event;
  memset(&Event, 0, sizeof(Event));
  Event.sigev_notify = SIGEV_THREAD;
  Event.sigev_notify_function = tick;
  Event.sigev_value.sival_ptr = &Count;
  timer_t Timer;
  timer_create(CLOCK_REALTIME, &Event, &Timer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Count', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  timer_settime(Timer, 0, &Every, nullptr);
}

void deleted(const itimerspec &Every, void (*Wait)()) { // ok: there is no timer any more.
  Counter Count;
  sigevent Event = {};
  Event.sigev_notify = SIGEV_THREAD;
  Event.sigev_notify_function = tick;
  Event.sigev_value.sival_ptr = &Count;
  timer_t Timer;
  timer_create(CLOCK_REALTIME, &Event, &Timer);
  timer_settime(Timer, 0, &Every, nullptr);
  Wait();
  timer_delete(Timer);
}

void ofCaller(Counter &Count, timer_t &Timer) { // ok: it is the caller's.
  sigevent Event = {};
  Event.sigev_notify = SIGEV_THREAD;
  Event.sigev_notify_function = tick;
  Event.sigev_value.sival_ptr = &Count;
  timer_create(CLOCK_REALTIME, &Event, &Timer);
}

void bySignal(timer_t &Timer) { // ok: no thread is started.
  Counter Count;
  sigevent Event = {};
  Event.sigev_notify = SIGEV_SIGNAL;
  Event.sigev_signo = SIGUSR1;
  Event.sigev_value.sival_ptr = &Count;
  timer_create(CLOCK_REALTIME, &Event, &Timer);
}

void oneOfTwo(timer_t &Timer, bool Fast, void (*Other)(sigval)) { // ok: not known which it is.
  Counter Count;
  sigevent Event = {};
  Event.sigev_notify_function = tick;
  if (Fast)
    Event.sigev_notify_function = Other;
  Event.sigev_value.sival_ptr = &Count;
  timer_create(CLOCK_REALTIME, &Event, &Timer);
}

void fail(sigval) { throw std::runtime_error("late"); }

void failing(mqd_t Queue) {
  sigevent Event = {};
  Event.sigev_notify = SIGEV_THREAD;
  Event.sigev_notify_function = fail;
  mq_notify(Queue, &Event);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing in this thread catches what its work throws, which ends the program; catch it in the work, or let an 'sc::group' carry it to who waits [structured-lost-exception]
}
