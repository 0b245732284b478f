#include <chrono>
#include <iostream>
#include <string>
#include <thread>

void say(const std::string& text) {
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::cout << text << std::endl;
}

int main() {
  std::thread(say, "hello").detach();
  std::cout << "started" << std::endl;
}
