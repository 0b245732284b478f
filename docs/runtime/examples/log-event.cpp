// A server that writes its log in the background, and owns what it starts.
#include <atomic>
#include <cstdio>
#include <sc/group.h>
#include <string>

namespace {

class log_file {
 public:
  void write(const std::string& /*event*/) { ++written_; }
  ~log_file() { std::printf("written: %d\n", written_.load()); }

 private:
  std::atomic<int> written_{0};
};

// begin server
class server {
 public:
  std::string handle(const std::string& request) {
    background_.go([this, request] { log_.write(request); });
    return "ok";
  }

 private:
  log_file log_;
  sc::group background_{sc::limit{4}};  // After log_: destroyed first, and so waits first.
};
// end server

}  // namespace

int main() {
  server here;
  for (const char* request : {"/", "/favicon.ico", "/about"})
    std::printf("%s: %s\n", request, here.handle(request).c_str());
}
