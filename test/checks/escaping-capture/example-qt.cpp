// What docs/examples/config/qt.yaml adds, and takes away.
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,BEFORE %s 'structured-*' %t
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/qt.yaml"}}'

#include <QFuture>
#include <stdexcept>
#include <thread>
#include <vector>

class QThreadPool {
public:
  ~QThreadPool();
  static QThreadPool *globalInstance();
  template <class F> void start(F &&) {}
};

namespace QtConcurrent {
template <class F> QFuture<void> run(F &&) { return {}; }
template <class F> QFuture<void> run(QThreadPool *, F &&) { return {}; }
template <class S, class F> QFuture<void> map(S &&, F &&) { return {}; }
template <class S, class F> void blockingMap(S &&, F &&) {}
} // namespace QtConcurrent

namespace QtFuture {
QFuture<void> connect(const char *, const char *);
}

namespace QTest {
void qWait(int);
}

QFuture<void> escapes() {
  int Sum = 0;
  return QtConcurrent::run([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

QFuture<void> escapesByPool(QThreadPool &Pool) {
  int Sum = 0;
  return QtConcurrent::run(&Pool, [&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

QFuture<void> escapesFromMap(std::vector<int> &Items) {
  int Sum = 0;
  return QtConcurrent::map(Items, [&Sum](int Item) { Sum += Item; });
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:10: warning: this work may outlive 'Sum', which it holds
}

void queued() {
  int Sum = 0;
  QThreadPool::globalInstance()->start([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void slept() {
  QThreadPool::globalInstance()->start([] {});
  QTest::qWait(100);
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:3: warning: this sleep hopes that the work that is started here is done by then
}

void thrown(std::vector<int> &Items) {
  std::thread Maps([&Items] {
    QtConcurrent::blockingMap(Items, [](int Item) {
      if (Item < 0)
        throw std::runtime_error("negative");
      // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:9: warning: nothing in this thread catches what is thrown here
    });
  });
  Maps.join();
}

void connected() {
  QtFuture::connect("sender", "signal");
  // CHECK-MESSAGES-BEFORE: :[[@LINE-1]]:3: warning: what 'QtFuture::connect' returns is dropped at once
}

void dropped() {
  QtConcurrent::run([] {});
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: what 'QtConcurrent::run' returns is dropped at once
}

void waited() { // ok: waited for.
  int Sum = 0;
  QFuture<void> Work = QtConcurrent::run([&Sum] { ++Sum; });
  Work.waitForFinished();
}

void ofOwnPool() { // ok: the pool waits when it dies.
  int Sum = 0;
  QThreadPool Pool;
  Pool.start([&Sum] { ++Sum; });
}
