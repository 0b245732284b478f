#pragma once

namespace sc::detail {

/// Joins the threads of a list, and deletes it.
template <class Member>
void join_all(Member* list) noexcept {
  while (Member* const one = list) {
    list = one->next;
    one->thread.join();
    delete one;
  }
}

}  // namespace sc::detail
