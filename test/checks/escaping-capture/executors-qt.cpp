// The headers of Qt 5, as Debian has them.
// REQUIRES: qt
// RUN: %check_structured -std=c++17 %s 'structured-escaping-capture,structured-this-capture,structured-discarded-future' %t -- -- -stdlib=libstdc++ -fPIC -isystem/usr/include/x86_64-linux-gnu/qt5 -isystem/usr/include/x86_64-linux-gnu/qt5/QtCore

#include <QCoreApplication>
#include <QEventLoop>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

class Window : public QObject {
public:
  void later() {
    QTimer::singleShot(100, [this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Window', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
  }
  void pooled() {
    QThreadPool::globalInstance()->start([this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Window', and nothing waits for it
  }
  void atQuit() {
    connect(qApp, &QCoreApplication::aboutToQuit, [this] { ++Count; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Window', and nothing waits for it
  }
  void queued() {
    QMetaObject::invokeMethod(qApp, [this] { ++Count; }, Qt::QueuedConnection);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Window', and nothing waits for it
  }
  void holdsLocal() {
    int Clicks = 0;
    connect(&Timer, &QTimer::timeout, this, [&Clicks] { ++Clicks; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work may outlive 'Clicks', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  }

  // Fine: Qt runs none of these when the object is gone.
  void withContext() {
    QTimer::singleShot(100, this, [this] { ++Count; });
    QTimer::singleShot(100, Qt::PreciseTimer, this, [this] { ++Count; });
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { ++Count; });
    connect(&Timer, &QTimer::timeout, [this] { ++Count; });
    QMetaObject::invokeMethod(this, [this] { ++Count; }, Qt::QueuedConnection);
  }
  void guarded() {
    QPointer<Window> Guard(this);
    QTimer::singleShot(100, [Guard, this] {
      if (Guard)
        ++Count;
    });
  }
  void bySlot() {
    connect(&Timer, &QTimer::timeout, this, &Window::bySlot);
    connect(&Timer, SIGNAL(timeout()), this, SLOT(deleteLater()));
    QTimer::singleShot(100, this, &Window::bySlot);
    QTimer::singleShot(100, this, SLOT(deleteLater()));
  }

  // Fine: the sender, the context or the loop ends before.
  void ownSender() {
    int Clicks = 0;
    QTimer Own;
    connect(&Own, &QTimer::timeout, this, [&Clicks] { ++Clicks; });
  }
  void ownContext() {
    int Clicks = 0;
    QObject Own;
    connect(&Timer, &QTimer::timeout, &Own, [&Clicks] { ++Clicks; });
  }
  int loop() {
    int Clicks = 0;
    QEventLoop Loop;
    connect(&Timer, &QTimer::timeout, this, [&] {
      ++Clicks;
      Loop.quit();
    });
    Loop.exec();
    return Clicks;
  }
  void waited() {
    int Sum = 0;
    QThreadPool::globalInstance()->start([&Sum] { ++Sum; });
    QThreadPool::globalInstance()->waitForDone();
  }

private:
  QTimer Timer;
  int Count = 0;
};

int main(int Count, char **Values) {
  QCoreApplication App(Count, Values);
  int Ticks = 0;
  QTimer::singleShot(100, [&] { ++Ticks; });
  return App.exec();
}
