#pragma once

#include "code_places.h"
#include "leaks.h"

#include <string>

namespace sc::leak {

/// What the user reads about the leaks of this process.
///
/// Errors: `std::bad_alloc`.
std::string report_on(const found_leaks &leaks, code_places &places);

/// The calls that started a thread, a line for each, innermost first.
///
/// Errors: `std::bad_alloc`.
std::string creation_of(const thread_facts &facts, code_places &places);

/// Appends a report to a file; writes it to stderr if the path is empty or cannot be opened.
void write_report(std::string_view text, const std::string &path) noexcept;

} // namespace sc::leak
