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

/// How many leading arguments of the member function \p Name say where to put
/// what the others make, or nothing if it puts nothing.
static std::optional<unsigned> placesOf(llvm::StringRef Name, bool OneElement) {
  return llvm::StringSwitch<std::optional<unsigned>>(Name)
      .Cases({"emplace_back", "emplace_front", "push_back", "push_front"}, 0)
      .Case("emplace", OneElement ? 0 : 1)
      .Cases({"insert", "try_emplace", "insert_or_assign"}, 1)
      .Default(std::nullopt);
}

llvm::ArrayRef<const Expr *> placedBy(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const IdentifierInfo *Id = Method ? Method->getIdentifier() : nullptr;
  const std::optional<unsigned> Places =
      Id ? placesOf(Id->getName(), isNamed(*Method->getParent(), "::std::optional")) : std::nullopt;
  const unsigned Count = Call.getNumArgs();
  return llvm::ArrayRef(Call.getArgs(), Count).drop_front(std::min(Places.value_or(Count), Count));
}

static std::optional<Emplacement> intoContainer(const CXXMemberCallExpr &Call,
                                                const SpawnTable &Table) {
  const llvm::ArrayRef<const Expr *> Args = placedBy(Call);
  const auto *Class =
      Args.empty() ? nullptr
                   : dyn_cast<ClassTemplateSpecializationDecl>(Call.getMethodDecl()->getParent());
  const SpawnApi *Api = Class ? handleAmong(Class->getTemplateArgs().asArray(), Table) : nullptr;
  if (!Api)
    return std::nullopt;
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
