// clangd links every finding of clang-tidy to a page of its own web site, which
// has none of ours. The linker's --wrap (see CMakeLists.txt) lets this file see
// each set of diagnostics on its way to the editor.

#include "tool/support/InstalledFiles.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

namespace clang::clangd {
struct PublishDiagnosticsParams; // clangd ships no header for it.
}
using clang::clangd::PublishDiagnosticsParams;
using llvm::StringRef;

llvm::json::Value stockToJson(const PublishDiagnosticsParams &) asm(
    "__real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");
llvm::json::Value toJson(const PublishDiagnosticsParams &) asm(
    "__wrap__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");

/// Links \p Diagnostic to the page of its check, if it is one of ours.
static void linkToPage(llvm::json::Object &Diagnostic) {
  StringRef Check = Diagnostic.getString("code").value_or("");
  if (!Check.consume_front("structured-"))
    return;
  const std::string Page = sc_lint::pageFile(Check);
  if (Page.empty())
    Diagnostic.erase("codeDescription");
  else
    Diagnostic["codeDescription"] = llvm::json::Object{{"href", "file://" + Page}};
}

llvm::json::Value toJson(const PublishDiagnosticsParams &Params) {
  llvm::json::Value Json = stockToJson(Params);
  if (llvm::json::Object *Object = Json.getAsObject())
    if (llvm::json::Array *Diagnostics = Object->getArray("diagnostics"))
      for (llvm::json::Value &Diagnostic : *Diagnostics)
        if (llvm::json::Object *One = Diagnostic.getAsObject())
          linkToPage(*One);
  return Json;
}
