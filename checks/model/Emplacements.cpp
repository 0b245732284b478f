#include "Emplacements.h"
#include "Expressions.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

namespace clang::tidy::structured {

/// The class of handles among \p Arguments of a template, by what makes it, or
/// null.
static const SpawnApi *handleAmong(llvm::ArrayRef<TemplateArgument> Arguments,
                                   const SpawnTable &Table) {
  for (const TemplateArgument &Argument : Arguments)
    if (Argument.getKind() == TemplateArgument::Type)
      if (const SpawnApi *Api = Table.Spawns.find(Argument.getAsType()->getAsCXXRecordDecl()))
        return Api;
  return nullptr;
}

std::optional<unsigned> placesOf(llvm::StringRef Name, bool OneElement) {
  return llvm::StringSwitch<std::optional<unsigned>>(Name)
      .Cases({"emplace_back", "emplace_front", "push_back", "push_front"}, 0)
      .Case("emplace", OneElement ? 0 : 1)
      .Cases({"insert", "try_emplace", "insert_or_assign"}, 1)
      .Default(std::nullopt);
}

static std::optional<Emplacement> intoContainer(const CXXMemberCallExpr &Call,
                                                const SpawnTable &Table) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const IdentifierInfo *Id = Method ? Method->getIdentifier() : nullptr;
  const auto *Class = Id ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()) : nullptr;
  const std::optional<unsigned> Places =
      Class ? placesOf(Id->getName(), isNamed(*Class, "::std::optional")) : std::nullopt;
  const SpawnApi *Api = Places && *Places < Call.getNumArgs()
                            ? handleAmong(Class->getTemplateArgs().asArray(), Table)
                            : nullptr;
  if (!Api)
    return std::nullopt;
  const auto Args = llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()).drop_front(*Places);
  return Emplacement{Api, Args, Call.getImplicitObjectArgument()};
}

std::optional<Emplacement> emplacementBy(const CallExpr &Call, const SpawnTable &Table) {
  std::optional<Emplacement> Made;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Made = intoContainer(*Member, Table);
  } else if (callOf(&Call, {"::std::make_unique", "::std::make_shared", "::boost::make_shared"})) {
    if (const TemplateArgumentList *List = calleeOf(&Call)->getTemplateSpecializationArgs())
      if (const SpawnApi *Api = handleAmong(List->asArray().take_front(), Table))
        Made = Emplacement{Api, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs())};
  }
  if (Made)
    Made->Ready = Table.Spawns.find(peel(Made->Args.front())->getType()->getAsCXXRecordDecl());
  return Made;
}

} // namespace clang::tidy::structured
