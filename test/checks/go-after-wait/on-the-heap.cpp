// Groups that a smart pointer of the function owns, and those that are members.
// RUN: %check_structured -std=c++17-or-later %s structured-go-after-wait %t

#include <functional>
#include <memory>
#include <sc/group.h>
#include <tbb/task_group.h>

void use(int Page);
bool ask();

void again() {
  auto Tasks = std::make_unique<sc::group>();
  Tasks->go([] { use(1); });
  Tasks->wait();
  (*Tasks).go([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'go' follows 'wait' on 'Tasks', which takes no more tasks then; start them all before that, or in a new group [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:10: note: 'wait' is called here
}

void shared() {
  std::shared_ptr<sc::group> Tasks(new sc::group);
  if (Tasks)
    Tasks->wait();
  Tasks->go([] { use(2); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:12: note: 'wait' is called here
}

void ofACaller(sc::group *Tasks) {
  if (!Tasks)
    return;
  Tasks->wait();
  Tasks->go([] { use(1); });
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'go' follows 'wait' on 'Tasks'
  // CHECK-NOTES: :[[@LINE-3]]:10: note: 'wait' is called here
}

int readEarly() {
  int Sum = 0;
  auto Tasks = std::make_unique<sc::group>();
  Tasks->go([&] { Sum = 1; });
  use(Sum);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Sum' is read while a task of 'Tasks' may be writing it
  // CHECK-NOTES: :[[@LINE-3]]:10: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:23: note: the task writes 'Sum' here
  Tasks->wait();
  return Sum;
}

void replaced() { // ok: these are others.
  auto Tasks = std::make_unique<sc::group>();
  Tasks->wait();
  Tasks = std::make_unique<sc::group>();
  Tasks->go([] { use(1); });
  Tasks->wait();
  Tasks.reset(new sc::group);
  Tasks->go([] { use(1); });
  Tasks->wait();
}

int readAfterItsEnd() { // ok: the group waits when it is destroyed.
  int Sum = 0;
  auto Tasks = std::make_unique<sc::group>();
  Tasks->go([&] { Sum = 1; });
  Tasks.reset();
  return Sum;
}

void keep(std::shared_ptr<sc::group> Tasks);
void handedOn() { // ok: others have it, too.
  auto Tasks = std::make_shared<sc::group>();
  Tasks->wait();
  keep(Tasks);
  Tasks->go([] { use(1); });
}

void capturedByCopy() { // ok: so has the lambda.
  auto Tasks = std::make_shared<sc::group>();
  std::function<void()> Again = [Tasks] { Tasks->reset(); };
  Tasks->wait();
  Again();
  Tasks->go([] { use(1); });
}

void moved(sc::group *Other) { // ok: it points to another.
  auto Tasks = std::make_unique<sc::group>();
  Tasks->wait();
  std::unique_ptr<sc::group> Taken = std::move(Tasks);
  Tasks = std::unique_ptr<sc::group>(Other);
  Tasks->go([] { use(1); });
}

struct Reader {
  void restart();
  int count() const;
};

class Server {
public:
  void cycle() {
    Tasks.go([this] { serve(); });
    Tasks.wait();
    use(1);
    Tasks.go([this] { serve(); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'go' follows 'wait' on 'Tasks'
    // CHECK-NOTES: :[[@LINE-4]]:11: note: 'wait' is called here
  }

  void rounds() {
    while (ask()) {
      Boxed->go([this] { serve(); });
      // CHECK-NOTES: :[[@LINE-1]]:14: warning: 'go' follows 'wait' on 'Boxed'
      // CHECK-NOTES: :[[@LINE+1]]:14: note: 'wait' is called here
      Boxed->wait();
      use(pages() + Source.count());
    }
  }

  void cycleOfHelper() {
    Tasks.wait();
    startOne(Tasks);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'startOne' follows 'wait' on 'Tasks'
    // CHECK-NOTES: :[[@LINE-3]]:11: note: 'wait' is called here
    // CHECK-NOTES: :[[@LINE+3]]:50: note: 'startOne' starts a task of the group here
  }

  static void startOne(sc::group &Given) { Given.go([] { use(1); }); }

  void reopened() { // ok: it is opened again.
    Tasks.wait();
    Tasks.reset();
    Tasks.go([this] { serve(); });
  }

  void reopenedByFunction() { // ok: so it may be, here.
    Tasks.wait();
    reopen();
    Tasks.go([this] { serve(); });
  }

  void reopenedByFunctionOfTheRound() { // ok: and here.
    while (ask()) {
      this->reopen();
      Tasks.go([this] { serve(); });
      Tasks.wait();
    }
  }

  void reopenedByAMember() { // ok: it may know the object.
    Tasks.wait();
    Source.restart();
    Tasks.go([this] { serve(); });
  }

  void reopenedByACallback() { // ok: so may this.
    Tasks.wait();
    Callback();
    Tasks.go([this] { serve(); });
  }

  void handedOver() { // ok: so does this.
    Tasks.wait();
    known(*this);
    Tasks.go([this] { serve(); });
  }

  void byLambda() { // ok: the lambda opens it again.
    auto Again = [this] { reopen(); };
    Tasks.wait();
    Again();
    Tasks.go([this] { serve(); });
  }

  void replaced() { // ok: it is another.
    Boxed->wait();
    Boxed = std::make_unique<sc::group>();
    Boxed->go([this] { serve(); });
  }

  void tbbAgain() { // ok: it may be used again.
    Arena.run([this] { serve(); });
    Arena.wait();
    Arena.run([this] { serve(); });
    Arena.wait();
  }

  void ofAnother(Server &Other) { // ok: these are two.
    Tasks.wait();
    Other.Tasks.go([] { use(1); });
  }

  void byAnother(Server &Other, Server *More) { // ok: these may be the same.
    Tasks.wait();
    Other.reopen();
    Tasks.go([] { use(1); });
    Boxed->wait();
    More->reopen();
    Boxed->go([] { use(1); });
    Tasks.wait();
    shared().reopen();
    Tasks.go([] { use(1); });
  }

  void byLocal() {
    Reader Own;
    Tasks.wait();
    Own.restart();
    Tasks.go([] { use(1); });
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'go' follows 'wait' on 'Tasks'
    // CHECK-NOTES: :[[@LINE-4]]:11: note: 'wait' is called here
  }

  void start() { Tasks.go([this] { serve(); }); } // ok: it is waited for elsewhere.
  void stop() { Tasks.wait(); }

private:
  void serve();
  void reopen();
  int pages() const;
  static void known(Server &One);
  static Server &shared();
  std::function<void()> Callback;
  Reader Source;
  sc::group Tasks;
  std::unique_ptr<sc::group> Boxed;
  tbb::task_group Arena;
};
