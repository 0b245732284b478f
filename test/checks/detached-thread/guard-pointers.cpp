// RUN: %check_structured -std=c++17-or-later %s structured-detached-thread %t

#include <QPointer>
#include <thread>

class Window {
public:
  void asked() {
    std::thread([this, Guard = QPointer<Window>(this)] {
      if (Guard)
        ++Clicks;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
  }
  void left() {
    QPointer<Window> Guard(this);
    std::thread([this, Guard] {
      if (Guard.isNull())
        return;
      ++Clicks;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  }
  void negated() {
    QPointer<Window> Guard = this;
    std::thread([this, Guard] {
      if (!Guard)
        return;
      ++Clicks;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread; give
    // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
  }
  void notAsked() {
    std::thread([this, Guard = QPointer<Window>(this)] { ++Clicks; }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:71: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-2]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-3]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void askedTooLate() {
    std::thread([this, Guard = QPointer<Window>(this)] {
      ++Clicks;
      if (Guard)
        ++Clicks;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-6]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-7]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }
  void ofAnother(Window *Other) {
    std::thread([this, Guard = QPointer<Window>(Other)] {
      if (Guard)
        ++Clicks;
    }).detach();
    // CHECK-NOTES: :[[@LINE-1]]:8: warning: nothing waits for this detached thread, which may outlive 'this'; give
    // CHECK-NOTES: :[[@LINE-5]]:5: note: started here
    // CHECK-NOTES: :[[@LINE-6]]:18: note: the thread uses 'this', and nothing keeps that object alive
  }

private:
  int Clicks = 0;
};
