#include "ResultLists.h"
#include "Locks.h"
#include "NameUses.h"
#include "ResultSlots.h"
#include "WorkEdits.h"
#include "checks/model/Expressions.h"
#include "checks/model/NameMap.h"
#include "clang/Basic/CharInfo.h"

namespace clang::tidy::structured {

namespace {
/// A container to which each thread adds what it gives.
struct List {
  const VarDecl *Var = nullptr;
  const DeclStmt *Declared = nullptr;
  TypeLoc Element; ///< As the declaration says it.
  const LambdaExpr *Lambda = nullptr;
  const Stmt *Add = nullptr;   ///< The statement that adds, in a block with the lock or not,
  const Expr *Value = nullptr; ///< and what it adds.
  const DeclStmt *Lock = nullptr;
  const VarDecl *Mutex = nullptr;
};
} // namespace

/// The object that \p Call, of one argument, adds an element to, or null.
static const VarDecl *addedTo(const CXXMemberCallExpr *Call) {
  static constexpr llvm::StringLiteral Adds[] = {"push_back", "emplace_back"};
  if (!Call || Call->getNumArgs() != 1 || !llvm::is_contained(Adds, calledMember(Call)))
    return nullptr;
  return dyn_cast_or_null<VarDecl>(namedBy(Call->getImplicitObjectArgument()));
}

/// True if \p Value is a variable of \p Lambda's body alone, which needs no lock.
static bool isOwn(const Expr *Value, const LambdaExpr &Lambda) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Value);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && isLocalObject(Var) &&
         Lambda.getBody()->getSourceRange().fullyContains(Var->getSourceRange());
}

/// Finds in \p Steps, the end of \p Lambda's body or of a block there, the lock that stands
/// before the last, and what that adds.
static bool readEnd(llvm::ArrayRef<Stmt *> Steps, List &Into) {
  const auto *Last = Steps.empty() ? nullptr : dyn_cast<Expr>(Steps.back());
  const auto *Call = Last ? dyn_cast<CXXMemberCallExpr>(Last->IgnoreImplicit()) : nullptr;
  Into.Var = addedTo(Call);
  if (!Into.Var)
    return false;
  Into.Add = Steps.back();
  Into.Value = peel(Call->getArg(0)); // Also of what it moves from.
  const auto *Before = Steps.size() > 1 ? dyn_cast<DeclStmt>(Steps[Steps.size() - 2]) : nullptr;
  if (const std::optional<ScopedLock> Found = Before ? lockIn(*Before) : std::nullopt) {
    Into.Lock = Before;
    Into.Mutex = Found->Mutex;
  }
  return true;
}

/// What the last statements of \p Lambda add to a container, or nothing.
static std::optional<List> lastAdded(const LambdaExpr &Lambda) {
  const auto *Body = dyn_cast<CompoundStmt>(Lambda.getBody());
  if (!Body || Body->body_empty() || Lambda.hasExplicitResultType() || returns(*Body))
    return std::nullopt;
  List Found;
  Found.Lambda = &Lambda;
  const llvm::ArrayRef<Stmt *> Steps(Body->body_begin(), Body->body_end());
  const auto *Block = dyn_cast<CompoundStmt>(Steps.back());
  if (!readEnd(Block ? llvm::ArrayRef<Stmt *>(Block->body_begin(), Block->body_end()) : Steps,
               Found))
    return std::nullopt;
  if (Block) {
    if (Block->size() != (Found.Lock ? 2u : 1u))
      return std::nullopt;
    Found.Add = Block;
    Found.Lock = nullptr; // It goes with the block.
  }
  return isOwn(Found.Value, Lambda) ? std::optional(Found) : std::nullopt;
}

/// The type of the elements in the declaration of \p Var, "std::vector<int> Found;", or null.
static TypeLoc elementIn(const VarDecl &Var) {
  static constexpr const char *Containers[] = {"::std::vector", "::std::deque", "::std::list"};
  const CXXRecordDecl *Class = Var.getType()->getAsCXXRecordDecl();
  if (!Class || llvm::none_of(Containers, [&](const char *Name) { return isNamed(*Class, Name); }))
    return {};
  const auto Written = Var.getTypeSourceInfo()
                           ->getTypeLoc()
                           .getUnqualifiedLoc()
                           .getAs<TemplateSpecializationTypeLoc>();
  if (!Written || Written.getNumArgs() != 1 ||
      Written.getArgLoc(0).getArgument().getKind() != TemplateArgument::Type)
    return {};
  return Written.getArgLoc(0).getTypeSourceInfo()->getTypeLoc();
}

/// True if the tasks that give \p Value give what is in the container.
static bool isOfType(const Expr &Value, TypeLoc Element, const ASTContext &Context) {
  return !Element.isNull() &&
         Context.hasSameUnqualifiedType(Value.getType().getNonReferenceType(), Element.getType());
}

/// The container that the one start of \p Of adds to, if it is that and nothing more.
static std::optional<List> listOf(const HeldThreads &Of, const ASTContext &Context) {
  if (Of.Starts.size() != 1 || !Of.Starts.front().Holder ||
      !isStdThread(Of.Starts.front().Holder->getType(), true))
    return std::nullopt;
  const LambdaExpr *Lambda = lambdaRunBy(*Of.Starts.front().Made);
  std::optional<List> Found = Lambda ? lastAdded(*Lambda) : std::nullopt;
  if (!Found || !capturesByReference(*Lambda, *Found->Var))
    return std::nullopt;
  Found->Declared = declarationIn(*Of.Block, *Found->Var);
  Found->Element = elementIn(*Found->Var);
  const SourceLocation Joined = Of.Joins.back()->getEndLoc();
  const bool Alone = llvm::all_of(usesOf(Found->Var, *Of.Body), [&](const DeclRefExpr *Each) {
    return Found->Add->getSourceRange().fullyContains(Each->getLocation()) ||
           Joined < Each->getLocation() ||
           Lambda->getIntroducerRange().fullyContains(Each->getLocation());
  });
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Found->Var->getInit());
  const bool Empty = Made && Made->getNumArgs() == 0;
  return Found->Declared && Empty && Alone && isOfType(*Found->Value, Found->Element, Context)
             ? Found
             : std::nullopt;
}

/// A name for an element that nothing in \p Body has, or "".
static std::string elementName(bool Lower, const Stmt &Body, const ASTContext &Context) {
  for (std::string Name : {"Each", "Task", "Done"}) {
    if (Lower)
      Name.front() = toLowercase(Name.front());
    if (!isNamedIn(Name, Body, Context))
      return Name;
  }
  return "";
}

/// The container anew, filled from \p Tasks.
static std::string fillAgain(const List &Of, StringRef Tasks, StringRef Each, SourceEdits &In) {
  const unsigned Begin = In.begin(Of.Declared->getBeginLoc());
  const std::string Line = "\n" + In.indentation(Begin);
  const std::string Name = Of.Var->getNameAsString();
  return Line + In.text().slice(Begin, In.endWithSemicolon(*Of.Declared)).str() + Line +
         "for (auto &" + Each.str() + " : " + Tasks.str() + ")" + Line + "  " + Name +
         ".push_back(" + Each.str() + ".get());";
}

/// Makes of the declaration of the container one of \p Tasks.
static void declareTasks(const List &Of, StringRef Tasks, SourceEdits &To) {
  const unsigned Begin = To.begin(Of.Element.getBeginLoc()), End = To.end(Of.Element.getEndLoc());
  To.replace(Begin, End, "sc::task<" + To.text().slice(Begin, End).str() + ">");
  const unsigned Name = To.begin(Of.Var->getLocation());
  To.replace(Name, Name + Of.Var->getName().size(), Tasks.str());
}

Rewrite resultListToGroup(HeldThreads Threads, FreeNames &Names, const ASTContext &Context) {
  const std::optional<List> Found = listOf(Threads, Context);
  if (!Found)
    return {};
  HeldThreads::Start &Start = Threads.Starts.front();
  const std::string Tasks = Names.in(*Threads.Body, Start.Holder->getName(), Context);
  const std::string Each = elementName(isLowercase(Tasks.front()), *Threads.Body, Context);
  if (Each.empty())
    return {};
  SourceEdits Text(Context, Threads.Body->getBeginLoc());
  Threads.AfterWait += fillAgain(*Found, Tasks, Each, Text);
  Start.Before = Tasks + ".push_back(";
  Start.After = ")";
  return threadsToGroup(Threads, Names, Context, [&](SourceEdits &To) -> std::string {
    const StringRef Value =
        To.text().slice(To.begin(Found->Value->getBeginLoc()), To.end(Found->Value->getEndLoc()));
    const unsigned End = isa<CompoundStmt>(Found->Add) ? To.end(Found->Add->getEndLoc())
                                                       : To.endWithSemicolon(*Found->Add);
    To.replace(To.begin(Found->Add->getBeginLoc()), End, "return " + Value.str() + ";");
    if (Found->Lock)
      To.remove(*Found->Lock);
    if (Found->Mutex)
      (void)dropVariable(*Found->Mutex, *Threads.Body, To);
    declareTasks(*Found, Tasks, To);
    dropCaptures(*Found->Lambda, To);
    return "these come in the order in which the tasks are started";
  });
}

} // namespace clang::tidy::structured
