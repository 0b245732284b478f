#include "PrecompiledHeader.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace sc_lint {

std::vector<std::string> withoutPrecompiledHeaders(const std::vector<std::string> &Args) {
  std::vector<std::string> Plain;
  for (size_t I = 0; I < Args.size(); ++I) {
    const llvm::ArrayRef<std::string> Rest = llvm::ArrayRef(Args).drop_front(I);
    if (Rest.size() > 3 && Rest[0] == "-Xclang" && Rest[1] == "-include-pch" &&
        Rest[2] == "-Xclang") {
      I += 3;
    } else if (Rest.size() > 1 && Rest[0] == "-Xclang") {
      Plain.insert(Plain.end(), {Rest[0], Rest[1]}); // What is for the front end already.
      ++I;
    } else if (Rest.size() > 1 && Rest[0] == "-include") {
      Plain.insert(Plain.end(), {"-Xclang", Rest[0], "-Xclang", Rest[1]});
      ++I;
    } else {
      Plain.push_back(Args[I]);
    }
  }
  return Plain;
}

} // namespace sc_lint
