// Work that is dropped, and uses the object that starts it.
// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t

#include <QObject>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrent>

void log(const char *);

class Ripper : public QObject {
public:
  ~Ripper() {}
  void start() {
    QtConcurrent::run([this] { ++Tracks; });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once, so the work runs on, nothing waits for it, and its error is lost; keep it and wait for it [structured-discarded-future]
    // CHECK-NOTES: :[[@LINE-4]]:3: note: the work uses its 'Ripper', and this destructor does not wait for it
  }

private:
  int Tracks = 0;
};

class Converter : public QObject {
public:
  ~Converter() {}
  void start() {
    QtConcurrent::run(this, &Converter::convert);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once
    // CHECK-NOTES: :[[@LINE-4]]:3: note: the work uses its 'Converter', and this destructor does not wait for it
  }

private:
  void convert() { ++Tracks; }
  int Tracks = 0;
};

class Inserter : public QObject {
public:
  void start() {
    QtConcurrent::run([this] { ++Songs; });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once
    // CHECK-NOTES: :[[@LINE-5]]:7: note: the work uses its 'Inserter', which has no destructor that waits for it
  }

private:
  int Songs = 0;
};

// What may wait for it, or does not use the object.

class Waiting : public QObject {
public:
  ~Waiting() { finish(); }
  void start() {
    QtConcurrent::run([this] { ++Songs; });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once
  }

private:
  void finish();
  int Songs = 0;
};

class Pooled : public QObject {
public:
  void start() {
    QtConcurrent::run([this] { ++Songs; });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once
  }

private:
  int Songs = 0;
  QThreadPool Own;
};

class Free : public QObject {
public:
  ~Free() {}
  void start() {
    QtConcurrent::run([Songs = Songs] { log(Songs ? "some" : "none"); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: what 'QtConcurrent::run' returns is dropped at once
  }

private:
  int Songs = 0;
};

void use(Ripper &A, Inserter &B, Waiting &C, Pooled &D, Free &E) {
  A.start();
  B.start();
  C.start();
  D.start();
  E.start();
}
