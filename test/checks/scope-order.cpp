// RUN: %check_structured -std=c++17-or-later %s structured-scope-order %t

#include <functional>
#include <memory>
#include <sc/group.h>
#include <string>
#include <vector>

void show(const std::string &Text);
void show(int Number);
void fill(int &Number);
bool ask();
void help(sc::group &Tasks);

struct Settings {
  int Depth;
};
Settings read();
void apply(const Settings &Wanted);

// What ends with the group's scope.

void declaredAfter() {
  sc::group Tasks;
  Settings Wanted = read();
  Tasks.go([&] { apply(Wanted); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before 'Tasks' has waited for it; declare it before 'Tasks', or call 'Tasks.wait()' while it lives [structured-scope-order]
  // CHECK-NOTES: :[[@LINE-2]]:24: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Wanted' dies here, and nothing has waited for the task
  // CHECK-NOTES: :[[@LINE-6]]:13: note: 'Tasks' is declared here, and ends later
}

void several() {
  sc::group Tasks;
  Settings Wanted = read();
  std::string Text;
  Tasks.spawn([&Wanted, View = &Text] { show(*View), apply(Wanted); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted' and 'Text', which ends before
  // CHECK-NOTES: :[[@LINE-2]]:17: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+4]]:1: note: 'Wanted' dies here
  // CHECK-NOTES: :[[@LINE-4]]:25: note: the task holds 'Text' by its address
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Text' dies here
  // CHECK-NOTES: :[[@LINE-9]]:13: note: 'Tasks' is declared here
}

void byArgument() {
  sc::group Tasks;
  Settings Wanted = read();
  Tasks.go(apply, std::ref(Wanted));
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before
  // CHECK-NOTES: :[[@LINE-2]]:19: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Wanted' dies here
  // CHECK-NOTES: :[[@LINE-6]]:13: note: 'Tasks' is declared here
}

void earlyReturn() {
  sc::group Tasks;
  Settings Wanted = read();
  Tasks.go([&Wanted] { apply(Wanted); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before
  // CHECK-NOTES: :[[@LINE-2]]:14: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+3]]:5: note: 'Wanted' dies here
  // CHECK-NOTES: :[[@LINE-6]]:13: note: 'Tasks' is declared here
  if (ask())
    return;
  Tasks.wait();
}

void innerScope() {
  sc::group Tasks;
  {
    Settings Wanted = read();
    Tasks.go([&] { apply(Wanted); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task of 'Tasks' holds 'Wanted', which ends before
    // CHECK-NOTES: :[[@LINE-2]]:26: note: the task holds 'Wanted' by reference
    // CHECK-NOTES: :[[@LINE+2]]:3: note: 'Wanted' dies here
    // CHECK-NOTES: :[[@LINE-7]]:13: note: 'Tasks' is declared here
  }
  Tasks.wait();
}

struct Node {
  Node *Left, *Right;
};

void visit(sc::group &Tasks, Node *At) {
  if (!At)
    return;
  Tasks.go([&] { visit(Tasks, At->Left); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'At', which ends before 'Tasks' has waited for it; give the task a copy, or call 'Tasks.wait()' while it lives
  // CHECK-NOTES: :[[@LINE-2]]:31: note: the task holds 'At' by reference
  // CHECK-NOTES: :[[@LINE+5]]:1: note: 'At' dies here, and nothing has waited for the task
  Tasks.go([&Tasks, &At] { visit(Tasks, At->Right); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'At', which ends before
  // CHECK-NOTES: :[[@LINE-2]]:22: note: the task holds 'At' by reference
  // CHECK-NOTES: :[[@LINE+1]]:1: note: 'At' dies here
}

template <class T> void inTemplate(T Value) {
  sc::group Tasks;
  T Copy = Value;
  Tasks.go([&Copy] { show(Copy); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Copy', which ends before
  // CHECK-NOTES: :[[@LINE-2]]:14: note: the task holds 'Copy' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Copy' dies here
  // CHECK-NOTES: :[[@LINE-6]]:13: note: 'Tasks' is declared here
}
void instances() {
  inTemplate(1);
  inTemplate(std::string());
}

void byName() {
  sc::group Tasks;
  Settings Wanted = read();
  auto Apply = [&] { apply(Wanted); };
  Tasks.go(Apply);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before
  // CHECK-NOTES: :[[@LINE-3]]:28: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Wanted' dies here
  // CHECK-NOTES: :[[@LINE-7]]:13: note: 'Tasks' is declared here
}

struct Applying {
  explicit Applying(Settings &Wanted) : Wanted(Wanted) {}
  void operator()() const { apply(Wanted); }
  Settings &Wanted;
};

void byObject() {
  sc::group Tasks;
  Settings Wanted = read();
  Applying Apply(Wanted);
  Tasks.go(Apply);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: this task of 'Tasks' holds 'Wanted', which ends before
  // CHECK-NOTES: :[[@LINE-3]]:18: note: the task holds 'Wanted' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Wanted' dies here
  // CHECK-NOTES: :[[@LINE-7]]:13: note: 'Tasks' is declared here
}

void countedByName(int Pages) {
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page) {
    auto Show = [&] { show(Page); };
    Tasks.go(Show);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task of 'Tasks' holds 'Page', which the loop changes
    // CHECK-NOTES: :[[@LINE-3]]:28: note: the task holds 'Page' by reference
    // CHECK-NOTES: :[[@LINE-5]]:36: note: 'Page' changes here
  }
  Tasks.wait();
}

// What a loop makes, or changes.

void counted(int Pages) {
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page)
    Tasks.go([&] { show(Page); });
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task of 'Tasks' holds 'Page', which the loop changes while the task may be running; give each task a copy
  // CHECK-NOTES: :[[@LINE-2]]:25: note: the task holds 'Page' by reference
  // CHECK-NOTES: :[[@LINE-4]]:36: note: 'Page' changes here
  Tasks.wait();
}

void copiedElements(const std::vector<std::string> &Texts) {
  sc::group Tasks;
  for (std::string Text : Texts)
    Tasks.go([&Text] { show(Text); });
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: this task of 'Tasks' holds 'Text', which the loop makes anew while the task may be running; give each task a copy
  // CHECK-NOTES: :[[@LINE-2]]:16: note: the task holds 'Text' by reference
  // CHECK-NOTES: :[[@LINE-4]]:8: note: 'Text' dies here
  Tasks.wait();
}

void numbered(int Pages) {
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page) {
    int Number = Page * 2;
    if (ask())
      Tasks.go([&] { show(Number); });
    // CHECK-NOTES: :[[@LINE-1]]:13: warning: this task of 'Tasks' holds 'Number', which the loop makes anew
    // CHECK-NOTES: :[[@LINE-2]]:27: note: the task holds 'Number' by reference
    // CHECK-NOTES: :[[@LINE+1]]:3: note: 'Number' dies here
  }
  Tasks.wait();
}

// What lives long enough.

void declaredBefore() { // ok: the group ends first, and waits.
  Settings Wanted = read();
  sc::group Tasks;
  Tasks.go([&] { apply(Wanted); });
}

void waitedFor() { // ok: the wait comes before.
  sc::group Tasks;
  Settings Wanted = read();
  Tasks.go([&] { apply(Wanted); });
  Tasks.wait();
}

void waitedForInEachRound(int Pages) { // ok: so it does here.
  for (int Page = 0; Page < Pages; ++Page) {
    sc::group Tasks;
    Tasks.go([&] { show(Page); });
    Tasks.wait();
  }
}

void ownedByTheRound(int Pages) { // ok: the group of the round waits.
  for (int Page = 0; Page < Pages; ++Page) {
    int Number = Page * 2;
    sc::group Tasks;
    Tasks.go([&] { show(Number); });
  }
}

void elements(std::vector<std::string> &Texts) { // ok: the elements live on.
  sc::group Tasks;
  for (std::string &Text : Texts)
    Tasks.go([&] { show(Text); });
  Tasks.wait();
}

void copies(int Pages) { // ok: each task has its own.
  sc::group Tasks;
  auto Wanted = std::make_shared<Settings>(read());
  for (int Page = 0; Page < Pages; ++Page)
    Tasks.go([Page, Wanted] { show(Page + Wanted->Depth); });
  Tasks.wait();
}

void onCondition(bool Many) { // ok: what starts the task, waits for it.
  sc::group Tasks;
  Settings Wanted = read();
  if (Many)
    Tasks.go([&] { apply(Wanted); });
  apply(Wanted);
  if (Many)
    Tasks.wait();
}

void helped() { // ok: the helper may wait.
  sc::group Tasks;
  Settings Wanted = read();
  Tasks.go([&] { apply(Wanted); });
  help(Tasks);
}

struct Latch {
  explicit Latch(int);
  void wait();
  void countDown();
};

void latched() { // ok: the latch waits for the task.
  sc::group Tasks;
  Latch Done(1);
  Tasks.go([&] { Done.countDown(); });
  Done.wait();
}

void ofACaller(sc::group &Tasks, Settings &Wanted) { // ok: what it holds is the caller's too.
  Tasks.go([&] { apply(Wanted); });
  Tasks.go([&Tasks] { Tasks.go(ask); });
}

struct Server {
  Settings Wanted;
  void run() { // ok: the object lives on.
    sc::group Tasks;
    Tasks.go([this] { apply(Wanted); });
  }
};

void nested() { // ok: it is the task's own.
  sc::group Tasks;
  Tasks.go([&Tasks] {
    Settings Wanted = read();
    Tasks.go([Wanted] { apply(Wanted); });
  });
}

void namedAndWaitedFor() { // ok: the wait comes before.
  sc::group Tasks;
  Settings Wanted = read();
  auto Apply = [&] { apply(Wanted); };
  Tasks.go(Apply);
  Tasks.go(Applying(Wanted));
  Tasks.wait();
}

void namedCopies(int Pages) { // ok: each task has its own.
  sc::group Tasks;
  for (int Page = 0; Page < Pages; ++Page) {
    auto Show = [Page] { show(Page); };
    Tasks.go(Show);
  }
}
