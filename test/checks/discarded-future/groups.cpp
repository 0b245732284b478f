// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t
// How a group of the scope looks is for test/clangd/quick_fixes.py: a fix that is safe goes first here.

#include <future>

int count(int);
void use(int &);

void inLoop(int Many) {
  for (int I = 0; I < Many; ++I)
    std::async(std::launch::async, count, I);
    // CHECK-FIXES: {{^}}    std::async(std::launch::async, count, I).wait();
    // CHECK-NOTES: :[[@LINE-2]]:5: warning: what 'std::async' returns is dropped at once, so this line blocks
    // CHECK-NOTES: :[[@LINE-3]]:5: note: fix (safe): the wait becomes visible that this line has already
    // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (review): the work runs beside what follows, and the scope waits for it at its end
}

// It would end before the group, which is outside of the loop.
void holdsWhatEnds(int Many) {
  for (int I = 0; I < Many; ++I) {
    int Local = I;
    std::async(std::launch::async, [&Local] { use(Local); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'std::async' returns is dropped at once, so this line blocks
    // CHECK-NOTES: :[[@LINE-2]]:5: note: fix (safe): the wait becomes visible that this line has already
  }
}

// It would get a stop token.
void takesMore() {
  std::async(std::launch::async, [](auto... All) { count(sizeof...(All)); });
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: fix (safe): the wait becomes visible that this line has already
}

// It may wait, or not run.
void byDefault() {
  std::async(count, 1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks until the work ends, if it runs at all; keep it, and wait where the result is needed [structured-discarded-future]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: only with 'std::launch::async' is the work sure to run: else it may be deferred until somebody asks for it
  // CHECK-NOTES: :[[@LINE-3]]:3: note: fix (manual): keep the handle, and wait where the result is needed
}

// It is in a template.
template <class T> void ofAny(T Value) {
  std::async(std::launch::async, count, Value);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once, so this line blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: fix (manual): keep the handle, and wait where the result is needed
}
template void ofAny(int);

// More is done.
void more() {
  (void)std::async(std::launch::async, count, 1);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: what 'std::async' returns is dropped at once, so this line blocks
  // CHECK-NOTES: :[[@LINE-2]]:9: note: a cast to void waits for nothing; to leave the work alone on purpose, say why with 'sc::detached("reason", ...)'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: fix (manual): keep the handle, and wait where the result is needed
}
