#pragma once
#include <future>

class Saver {
public:
  void start();
  void finish();

private:
  std::future<void> Done;
};
