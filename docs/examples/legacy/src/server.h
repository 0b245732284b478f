#pragma once

#include <atomic>

#include "commands.h"

namespace tally {

// Serves the commands to any number of clients on the loopback interface.
class Server {
 public:
  explicit Server(Commands& commands) : commands_(commands) {}
  ~Server();

  // Binds to the port; false leaves the reason in errno.
  bool Listen(unsigned short port);

  // Accepts clients until Stop() is called from another thread.
  void Run();
  void Stop();

  // Answers the lines read from `in` until "quit", end of file or Stop().
  void Serve(int in, int out);

 private:
  Commands& commands_;
  std::atomic<bool> stopping_{false};
  int listener_ = -1;
};

}  // namespace tally
