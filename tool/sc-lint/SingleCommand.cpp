#include "SingleCommand.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

std::string sc_lint::asDatabase(ArrayRef<clang::tooling::CompileCommand> Commands) {
  json::Array All;
  for (const clang::tooling::CompileCommand &Each : Commands) {
    json::Array Arguments;
    for (const std::string &Arg : Each.CommandLine)
      Arguments.push_back(json::fixUTF8(Arg));
    All.push_back(json::Object{{"directory", json::fixUTF8(Each.Directory)},
                               {"file", json::fixUTF8(Each.Filename)},
                               {"arguments", std::move(Arguments)}});
  }
  return formatv("{0:2}\n", json::Value(std::move(All)));
}
