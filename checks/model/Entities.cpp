#include "Entities.h"
#include "Expressions.h"

namespace clang::tidy::structured {

FilePlace placeOf(SourceLocation Loc, const SourceManager &Sources) {
  const SourceLocation At = writtenAt(Loc, Sources);
  return {Sources.getFilename(At).str(), Sources.getFileOffset(At)};
}

std::string fullName(const NamedDecl &D) {
  const auto *Function = dyn_cast<FunctionDecl>(&D);
  if (!Function || !Function->getTemplateSpecializationArgs())
    return D.getQualifiedNameAsString();
  std::string Name;
  llvm::raw_string_ostream Stream(Name);
  D.getNameForDiagnostic(Stream, D.getASTContext().getPrintingPolicy(), /*Qualified=*/true);
  return Name;
}

size_t Entities::numberOf(const NamedDecl &D) {
  const auto *First = cast<NamedDecl>(D.getCanonicalDecl());
  const auto [At, New] = Numbers.try_emplace(First, Found.Entities.size());
  if (New)
    Found.Entities.push_back({fullName(*First), placeOf(First->getLocation(), Sources)});
  return At->second;
}

size_t Entities::numberOf(const CalledFunction &Called) {
  if (!Called.Virtual)
    return numberOf(*Called.Function);
  const auto *First = Called.Function->getCanonicalDecl();
  const auto [At, New] = Dispatches.try_emplace(First, Found.Entities.size());
  if (New) // Copies of a header declare the same function.
    Found.Entities.push_back({dispatchName(*First), {}});
  return At->second;
}

} // namespace clang::tidy::structured
