#pragma once

namespace sc::detail {

/// The one object of \p T in the process. It is never destroyed, since a task may
/// still run while statics are; `at_exit()` is called when they are.
template <class T>
T& process_wide() {
  struct at_exit {
    T* object;
    ~at_exit() { object->at_exit(); }
  };
  static T* const object = new T();
  static const at_exit end{object};
  return *object;
}

}  // namespace sc::detail
