// Chains of calls that no stack holds, as generated code may have.
// RUN: %check_structured -std=c++17 %s 'structured-*' %t

#include <thread>

void work();

#define TEN(P, NEXT)                                                                               \
  F(P##0, P##1) F(P##1, P##2) F(P##2, P##3) F(P##3, P##4) F(P##4, P##5)                            \
  F(P##5, P##6) F(P##6, P##7) F(P##7, P##8) F(P##8, P##9) F(P##9, NEXT)
#define HUNDRED(P, NEXT)                                                                           \
  TEN(P##0, P##10) TEN(P##1, P##20) TEN(P##2, P##30) TEN(P##3, P##40) TEN(P##4, P##50)             \
  TEN(P##5, P##60) TEN(P##6, P##70) TEN(P##7, P##80) TEN(P##8, P##90) TEN(P##9, NEXT)
#define THOUSAND(P, NEXT)                                                                          \
  HUNDRED(P##0, P##100) HUNDRED(P##1, P##200) HUNDRED(P##2, P##300) HUNDRED(P##3, P##400)          \
  HUNDRED(P##4, P##500) HUNDRED(P##5, P##600) HUNDRED(P##6, P##700) HUNDRED(P##7, P##800)          \
  HUNDRED(P##8, P##900) HUNDRED(P##9, NEXT)
#define MANY(P, NEXT)                                                                              \
  THOUSAND(P##0, P##1000) THOUSAND(P##1, P##2000) THOUSAND(P##2, P##3000)                          \
  THOUSAND(P##3, P##4000) THOUSAND(P##4, P##5000) THOUSAND(P##5, P##6000)                          \
  THOUSAND(P##6, P##7000) THOUSAND(P##7, P##8000) THOUSAND(P##8, P##9000) THOUSAND(P##9, NEXT)
#define CHAIN(P, NEXT) MANY(P##0, P##10000) MANY(P##1, NEXT)

#define F(NAME, NEXT) static void NAME();
CHAIN(throws, throwsLast)
#undef F
#define F(NAME, NEXT) static void NAME() { NEXT(); }
static void throwsLast() { throw 1; }
CHAIN(throws, throwsLast)
#undef F

void run() {
  std::thread Worker(throws00000);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing in this thread catches what its work throws
  Worker.join();
}

#define F(NAME, NEXT) static void NAME(std::thread &T);
CHAIN(joins, joinsLast)
#undef F
#define F(NAME, NEXT) static void NAME(std::thread &T) { NEXT(T); }
static void joinsLast(std::thread &T) { T.join(); }
CHAIN(joins, joinsLast)
#undef F

void joinFarAway() {
  std::thread Worker(work);
  joins00000(Worker);
} // ok: joined at the end of the chain

#define F(NAME, NEXT) static int NAME();
CHAIN(starts, startsLast)
#undef F
#define F(NAME, NEXT) static int NAME() { return NEXT(); }
static int startsLast() {
  std::thread Worker(work);
  Worker.join();
  return 0;
}
CHAIN(starts, startsLast)
#undef F

static int Started = starts00000();
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Started' starts a thread before main
