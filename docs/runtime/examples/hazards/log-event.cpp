#include <string>
#include <thread>

class log_file {
 public:
  void write(const std::string& event);
};

class server {
 public:
  std::string handle(const std::string& request) {
    std::thread([this, request] { log_.write(request); }).detach();
    return "ok";
  }

 private:
  log_file log_;
};

std::string serve(server& here) { return here.handle("/"); }
