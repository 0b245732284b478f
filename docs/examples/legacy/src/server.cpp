#include "server.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace tally {
namespace {

bool WriteAll(int fd, const std::string& text) {
  std::size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t n = ::write(fd, text.data() + sent, text.size() - sent);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

}  // namespace

Server::~Server() {
  if (listener_ >= 0) ::close(listener_);
}

bool Server::Listen(unsigned short port) {
  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  if (listener_ < 0) return false;
  const int on = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address = sockaddr_in();
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return ::bind(listener_, reinterpret_cast<sockaddr*>(&address),
                sizeof address) == 0 &&
         ::listen(listener_, 64) == 0;
}

void Server::Run() {
  while (!stopping_) {
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) continue;
    std::thread([this, client] {
      Serve(client, client);
      ::close(client);
    }).detach();
  }
}

void Server::Stop() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);  // wakes up accept()
  // Let the clients finish the command they are in.
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
}

void Server::Serve(int in, int out) {
  std::string input;
  char chunk[512];
  while (!stopping_) {
    const ssize_t n = ::read(in, chunk, sizeof chunk);
    if (n <= 0) return;
    input.append(chunk, static_cast<std::size_t>(n));
    std::size_t end;
    while ((end = input.find('\n')) != std::string::npos) {
      const std::string reply = commands_.Execute(input.substr(0, end));
      input.erase(0, end + 1);
      if (!WriteAll(out, reply) || reply == "BYE\n") return;
    }
  }
}

}  // namespace tally
