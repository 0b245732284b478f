// What a function or a lambda does with a group that it is handed.
// RUN: %check_structured -std=c++17-or-later %s structured-go-after-wait %t

#include <functional>
#include <sc/group.h>
#include <vector>

void use(int Page);
bool ask();

// Helpers that do one thing.

void startAll(sc::group &Tasks, const std::vector<int> &Pages) {
  for (int Page : Pages)
    Tasks.go([Page] { use(Page); });
}

void finish(sc::group *Tasks) { Tasks->wait(); }

void startedByHelper(const std::vector<int> &Pages) {
  sc::group Tasks;
  startAll(Tasks, Pages);
  Tasks.wait();
  startAll(Tasks, Pages);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'startAll' follows 'wait' on 'Tasks', which takes no more tasks then; start them all before that, or in a new group [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  // CHECK-NOTES: :[[@LINE-12]]:11: note: 'startAll' starts a task of the group here
}

void waitedForByHelper() {
  sc::group Tasks;
  Tasks.go([] { use(1); });
  finish(&Tasks);
  Tasks.go([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'finish' on 'Tasks', which takes no more tasks then
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'finish' is called here
  // CHECK-NOTES: :[[@LINE-19]]:40: note: 'finish' ends the tasks of the group here
}

void both(sc::group &Tasks) {
  Tasks.go([] { use(1); });
  Tasks.wait();
}

void bothTwice() {
  sc::group Tasks;
  both(Tasks);
  both(Tasks);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'both' follows 'both' on 'Tasks', which takes no more tasks then
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'both' is called here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: 'both' ends the tasks of the group here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: 'both' starts a task of the group here
}

void byHelperOfHelper(sc::group &Tasks) {
  if (ask())
    use(1);
  startAll(Tasks, {1, 2});
}

void deep() {
  sc::group Tasks;
  Tasks.close();
  byHelperOfHelper(Tasks);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'byHelperOfHelper' follows 'close' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'close' is called here
  // CHECK-NOTES: :[[@LINE-52]]:11: note: 'byHelperOfHelper' starts a task of the group here
}

struct Node {
  Node *Left, *Right;
};

void visit(sc::group &Tasks, Node *At) {
  Tasks.go([&Tasks, At] {
    if (At->Left)
      visit(Tasks, At->Left);
  });
  if (At->Right)
    visit(Tasks, At->Right);
}

void recursive(Node *Root) {
  sc::group Tasks;
  visit(Tasks, Root);
  Tasks.wait();
  visit(Tasks, Root);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'visit' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  // CHECK-NOTES: :[[@LINE-15]]:9: note: 'visit' starts a task of the group here
}

class Loader {
public:
  void start(sc::group &Tasks) {
    Tasks.go([this] { use(Page); });
  }
  virtual void restart(sc::group &Tasks) {
    Tasks.go([this] { use(Page); });
  }

private:
  int Page = 0;
};

void byMember(Loader &One) {
  sc::group Tasks;
  Tasks.wait();
  One.start(Tasks);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'start' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  // CHECK-NOTES: :[[@LINE-16]]:11: note: 'start' starts a task of the group here
}

template <class T> void startOne(sc::group &Tasks, T Page) {
  Tasks.go([Page] { use(Page); });
}

void byTemplate() {
  sc::group Tasks;
  Tasks.wait();
  startOne(Tasks, 1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'startOne' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: 'startOne' starts a task of the group here
}

// Lambdas with a name.

void byLambda() {
  sc::group Tasks;
  auto Start = [&](int Page) { Tasks.go([Page] { use(Page); }); };
  auto Finish = [&] { Tasks.wait(); };
  Start(1);
  Start(2);
  Finish();
  Start(3);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Start' follows 'Finish' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'Finish' is called here
  // CHECK-NOTES: :[[@LINE-7]]:29: note: 'Finish' ends the tasks of the group here
  // CHECK-NOTES: :[[@LINE-9]]:38: note: 'Start' starts a task of the group here
}

void byLambdaOfLambda() {
  sc::group Tasks;
  auto Finish = [&] { Tasks.wait(); };
  auto End = [&] {
    use(1);
    Finish();
  };
  End();
  Tasks.go([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'End' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'End' is called here
  // CHECK-NOTES: :[[@LINE-9]]:29: note: 'End' ends the tasks of the group here
}

void byGenericLambda() {
  sc::group Tasks;
  auto Start = [&](auto Page) { Tasks.go([Page] { use(Page); }); };
  Tasks.wait();
  Start(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Start' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
  // CHECK-NOTES: :[[@LINE-5]]:39: note: 'Start' starts a task of the group here
}

void tasksByName() {
  sc::group Tasks;
  auto Start = [&Tasks] { Tasks.go([] { use(1); }); };
  Tasks.go(Start);
  Tasks.wait();
  Tasks.go(Start);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
}

// What is not known, or is no harm.

void startsBefore(const std::vector<int> &Pages) { // ok: in the right order.
  sc::group Tasks;
  startAll(Tasks, Pages);
  startAll(Tasks, Pages);
  finish(&Tasks);
}

void startIf(sc::group &Tasks, bool More) {
  if (More)
    Tasks.go([] { use(1); });
}
void startUnless(sc::group &Tasks, bool Done) {
  if (Done)
    return;
  Tasks.go([] { use(1); });
}
void onCondition(bool More) { // ok: the condition may say that it was not waited for.
  sc::group Tasks;
  if (!More)
    Tasks.wait();
  startIf(Tasks, More);
  startUnless(Tasks, !More);
}

void waitIf(sc::group &Tasks, bool Done) {
  if (Done)
    Tasks.wait();
}
void waitedForOnCondition(bool Done) { // ok: so may this.
  sc::group Tasks;
  waitIf(Tasks, Done);
  if (!Done)
    Tasks.go([] { use(1); });
}

void rounds(sc::group &Tasks) {
  Tasks.go([] { use(1); });
  Tasks.wait();
  Tasks.reset();
}
void inRounds() { // ok: each opens it again.
  sc::group Tasks;
  rounds(Tasks);
  rounds(Tasks);
}

void elsewhere(sc::group &Tasks);
void byElsewhere() { // ok: its body is not here.
  sc::group Tasks;
  elsewhere(Tasks);
  elsewhere(Tasks);
}

void byVirtual(Loader &One) { // ok: another class may do something else.
  sc::group Tasks;
  Tasks.wait();
  One.restart(Tasks);
}

sc::group *Kept;
void keep(sc::group &Tasks) { Kept = &Tasks; }
void kept() { // ok: who has it, may open it again.
  sc::group Tasks;
  Tasks.wait();
  keep(Tasks);
  Tasks.go([] { use(1); });
}

void count(const sc::group &Tasks);
void looksOnly() {
  sc::group Tasks;
  Tasks.wait();
  count(Tasks);
  Tasks.go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-4]]:9: note: 'wait' is called here
}

void run(const std::function<void()> &Callback);
void lambdaHandedOn() { // ok: who has the lambda, may call it at any time.
  sc::group Tasks;
  auto Reopen = [&] { Tasks.reset(); };
  Tasks.wait();
  run(Reopen);
  Tasks.go([] { use(1); });
}

void reopensByName() { // ok: the lambda opens it again.
  sc::group Tasks;
  auto Reopen = [&] { Tasks.reset(); };
  auto Again = [&] { Reopen(); };
  Tasks.wait();
  Again();
  Tasks.go([] { use(1); });
}

void endless(sc::group &Tasks);
void more(sc::group &Tasks) {
  Tasks.wait();
  if (ask())
    endless(Tasks);
}
void endless(sc::group &Tasks) {
  if (ask())
    more(Tasks);
}
void circular() { // ok: whether it waits depends.
  sc::group Tasks;
  endless(Tasks);
  Tasks.go([] { use(1); });
}
