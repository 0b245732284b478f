// Tests see to it that what is wrong is refused.
// RUN: %check_structured -std=c++17 %s structured-go-after-wait %t

#include <gtest/gtest.h>
#include <sc/group.h>

TEST(Group, RefusesTasksWhenClosed) { // ok: it is expected to throw.
  sc::group Tasks;
  Tasks.wait();
  EXPECT_THROW(Tasks.go([] {}), sc::group_closed);
}

TEST(Group, HasNoResultsBeforeItsWait) { // ok: it is expected to throw.
  sc::group Tasks;
  auto First = Tasks.spawn([] { return 1; });
  EXPECT_THROW(First.get(), sc::not_joined);
  Tasks.wait();
}

TEST(Group, HasResultsOfOthersWhenOneFails) { // ok: the wait has thrown, and is over.
  sc::group Tasks;
  auto First = Tasks.spawn([] { return 1; });
  Tasks.go([] { throw 1; });
  EXPECT_THROW(Tasks.wait(), int);
  EXPECT_TRUE(First.get() == 1);
}

TEST(Group, EndsTheProgram) { // ok: that is what is wanted.
  EXPECT_EXIT(
      {
        sc::group Tasks;
        Tasks.go([] { throw 1; });
        static_cast<void>(Tasks.wait_nothrow());
      },
      1, "");
}

TEST(Group, MayBeClosed) {
  sc::group Tasks;
  Tasks.wait();
  EXPECT_TRUE(Tasks.try_go([] {}));
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'try_go' follows 'wait' on 'Tasks', which takes no more tasks then; start them all before that, or in a new group [structured-go-after-wait]
  // CHECK-NOTES: :[[@LINE-3]]:9: note: 'wait' is called here
}
