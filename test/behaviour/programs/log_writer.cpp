// A member thread with a flag to stop it, joined in the destructor. It waits with the flag, which stays.
// fixes: 1 review
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class LogWriter {
public:
  explicit LogWriter(std::string &file) : file(file), stopping(false) {
    writer = std::thread([this] { run(); });
  }

  ~LogWriter() {
    {
      std::lock_guard<std::mutex> hold(lock);
      stopping = true;
    }
    changed.notify_one();
    writer.join();
  }

  void write(const std::string &line) {
    std::lock_guard<std::mutex> hold(lock);
    lines.push_back(line);
    changed.notify_one();
  }

private:
  void run() {
    std::unique_lock<std::mutex> hold(lock);
    while (!stopping || !lines.empty()) {
      for (const std::string &line : lines)
        file += line + "\n";
      lines.clear();
      changed.wait(hold, [this] { return stopping || !lines.empty(); });
    }
  }

  std::string &file;
  bool stopping;
  std::mutex lock;
  std::condition_variable changed;
  std::vector<std::string> lines;
  std::thread writer;
};

int main() {
  std::string file;
  {
    LogWriter log(file);
    log.write("started");
    log.write("stopped");
  }
  if (file != "started\nstopped\n") {
    std::cerr << "the log is: " << file;
    return 1;
  }
  return 0;
}
