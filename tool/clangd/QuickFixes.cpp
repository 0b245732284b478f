// clangd lets an editor prefer the fix of a finding that has one fix only, whatever that
// fix does. Of ours those are to be preferred that are safe, so that an editor's "fix all"
// changes nothing that a program does. The linker's --wrap (see CMakeLists.txt) lets
// this file see each code action on its way to the editor.

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

namespace clang::clangd {
struct CodeAction; // clangd ships no header for it.
}
using clang::clangd::CodeAction;
using llvm::StringRef;

llvm::json::Value
stockToJson(const CodeAction &) asm("__real__ZN5clang6clangd6toJSONERKNS0_10CodeActionE");
llvm::json::Value
toJson(const CodeAction &) asm("__wrap__ZN5clang6clangd6toJSONERKNS0_10CodeActionE");

llvm::json::Value toJson(const CodeAction &Action) {
  llvm::json::Value Json = stockToJson(Action);
  llvm::json::Object *Object = Json.getAsObject();
  const StringRef Title = Object ? Object->getString("title").value_or("") : "";
  if (!Title.starts_with("fix ("))
    return Json;
  if (Title.starts_with("fix (safe): "))
    (*Object)["isPreferred"] = true;
  else
    Object->erase("isPreferred");
  return Json;
}
