// The same names as a part of Boost, with the headers that Debian has.
// REQUIRES: boost-asio
// RUN: %check_structured -std=c++17 %s 'structured-escaping-capture,structured-this-capture' %t -- -- -stdlib=libstdc++

#include <boost/asio.hpp>
#include <boost/bind/bind.hpp>
#include <memory>

void use(int &);

void posted(boost::asio::io_context &Context) {
  int Sum = 0;
  boost::asio::post(Context, [&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  boost::asio::dispatch(Context, boost::bind(use, boost::ref(Sum)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onTime(boost::asio::steady_timer &Timer) {
  int Count = 0;
  Timer.async_wait([&Count](boost::system::error_code) { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Count', which it holds
}

void read(boost::asio::ip::tcp::socket &Socket) {
  std::string Line;
  boost::asio::async_read_until(Socket, boost::asio::dynamic_buffer(Line), '\n',
                                // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Line', which it holds
                                [](boost::system::error_code, std::size_t) {});
}

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(boost::asio::io_context &Context) : Context(Context), Timer(Context) {}

  void close() {
    boost::asio::post(Context, [this] { Open = false; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Session', and nothing waits for it before that is destroyed; wait for it in the destructor, or let the work share the object [structured-this-capture]
  }
  void closeByName() {
    boost::asio::post(Context, std::bind(&Session::closeNow, this));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this work uses its 'Session', and nothing waits for it
  }

  void shares() {
    boost::asio::post(Context, [Self = shared_from_this()] { Self->Open = false; });
    auto Self = shared_from_this();
    boost::asio::post(Context, [this, Self] { Open = false; });
    boost::asio::post(Context, std::bind(&Session::closeNow, Self));
  }
  void watches() {
    boost::asio::post(Context, [Weak = weak_from_this(), this] {
      if (auto Self = Weak.lock())
        Open = false;
    });
  }
  // It is told that its timer is gone.
  void later() {
    Timer.async_wait([this](boost::system::error_code Error) {
      if (!Error)
        closeNow();
    });
  }
  void onStrand() {
    boost::asio::post(boost::asio::bind_executor(
        Context, [this, Self = shared_from_this()] { Open = false; }));
  }

private:
  void closeNow() { Open = false; }
  boost::asio::io_context &Context;
  boost::asio::steady_timer Timer;
  bool Open = true;
};

// Who makes this one may well wait for what runs it.
class Client {
public:
  explicit Client(boost::asio::io_context &Context) : Context(Context) {}
  void close() {
    boost::asio::post(Context, [this] { Open = false; });
  }

private:
  boost::asio::io_context &Context;
  bool Open = true;
};

// It waits itself.
class Waits : public std::enable_shared_from_this<Waits> {
public:
  ~Waits() { Pool.join(); }
  void run() {
    boost::asio::post(Pool, [this] { Open = false; });
  }

private:
  boost::asio::thread_pool Pool;
  bool Open = true;
};
