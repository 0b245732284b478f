// What the handler of handler.cpp works with: a request, an answer, and two slow services.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

struct Request {
  std::string id;
  std::stop_token clientGone;
  std::chrono::milliseconds patience;
};

struct Response {
  int status;
  std::string body;
};

/// Both take as long as the scenario says, unless they are told to stop; then they give
/// nothing. Errors: std::runtime_error.
std::string fetchUser(const std::string &id, std::stop_token stop = {});
std::vector<std::string> fetchPosts(const std::string &id, std::stop_token stop = {});

std::string toJson(const std::string &user, const std::vector<std::string> &posts);

Response profileHandler(const Request &request);
