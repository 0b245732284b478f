// Saves settings by std::async and drops the future, which waits already.
// fixes: 2 safe
#include <future>
#include <iostream>
#include <map>
#include <string>

class Settings {
public:
  void set(const std::string &key, const std::string &value) { live[key] = value; }

  void save() {
    std::async(std::launch::async, [this] { saved = live; });
    std::async(std::launch::async, [this] { ++saves; });
  }

  bool isSaved() const { return saved == live; }
  int timesSaved() const { return saves; }

private:
  std::map<std::string, std::string> live, saved;
  int saves = 0;
};

int main() {
  Settings settings;
  settings.set("colour", "green");
  if (settings.isSaved())
    return 1;
  settings.save();
  settings.set("size", "7");
  settings.save();
  if (!settings.isSaved() || settings.timesSaved() != 2) {
    std::cerr << "saved " << settings.timesSaved() << " times\n";
    return 1;
  }
  return 0;
}
