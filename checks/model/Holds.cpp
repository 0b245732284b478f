#include "Holds.h"
#include "Expressions.h"
#include "WeakLocks.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

//===-- What an address is the address of ----------------------------------===//

namespace {
/// The object that an expression names or is a part of: a variable, or the
/// object whose member function this is, by its member.
struct Referent {
  const ValueDecl *Var = nullptr;
  bool OfThis = false;
  bool IsThis = false; ///< That object, as a whole.
};
} // namespace

/// True if a \p T of the standard library holds its elements, so that they die
/// with it.
static bool ownsElements(QualType T) {
  static constexpr const char *Containers[] = {"::std::basic_string", "::std::vector",
                                               "::std::array", "::std::deque"};
  const auto *Record = T->getAsCXXRecordDecl();
  return Record &&
         llvm::any_of(Containers, [&](const char *Name) { return isNamed(*Record, Name); });
}

/// The container that \p E is an element of, or points into, or null.
static const Expr *containerOf(const Expr *E) {
  const Expr *Container = nullptr;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
    Container = Call->getOperator() == OO_Subscript ? Call->getArg(0) : nullptr;
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    static constexpr llvm::StringLiteral Accessors[] = {"data", "c_str", "begin", "end",
                                                        "at",   "front", "back"};
    Container = llvm::is_contained(Accessors, calledMember(Call))
                    ? Call->getImplicitObjectArgument()
                    : nullptr;
  }
  return Container && ownsElements(Container->IgnoreParenImpCasts()->getType()) ? Container
                                                                                : nullptr;
}

/// What the lvalue \p E is, or is a part of.
///
/// What is reached through a pointer, a reference or a function that this file
/// does not vouch for may live anywhere, and is nothing.
static Referent referentOf(const Expr *E) {
  const FieldDecl *OfThis = nullptr;
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const ValueDecl *Named = Member->getMemberDecl();
      if (Named->getType()->isReferenceType())
        return {};
      if (isa<VarDecl>(Named))
        return {Named};
      OfThis = dyn_cast<FieldDecl>(Named);
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return {OfThis, OfThis != nullptr};
      if (Member->isArrow())
        return {};
      E = Member->getBase();
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Element->getBase()->IgnoreParenImpCasts();
      if (!E->getType()->isArrayType())
        return {};
    } else if (const Expr *Container = containerOf(E)) {
      E = Container;
    } else {
      break;
    }
  }
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  if (Deref && Deref->getOpcode() == UO_Deref &&
      isa<CXXThisExpr>(Deref->getSubExpr()->IgnoreParenImpCasts()))
    return {nullptr, false, true};
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const ValueDecl *Var = Ref ? Ref->getDecl() : nullptr;
  return Var && isa<VarDecl, BindingDecl>(Var) && !Var->getType()->isReferenceType() ? Referent{Var}
                                                                                     : Referent{};
}

/// What the view or wrapper \p E is made of, if that is one object that owns
/// what it shows.
static const Expr *viewed(const Expr *E) {
  const CXXRecordDecl *View = E->getType()->getAsCXXRecordDecl();
  if (!View || !isAddressLike(E->getType()))
    return nullptr;
  E = peel(E);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E); Construct && Construct->getNumArgs())
    E = peel(Construct->getArg(0));
  const QualType T = E->getType();
  if (isNamed(*View, "::std::reference_wrapper"))
    return E->isLValue() && T->getAsCXXRecordDecl() != View ? E : nullptr;
  return ownsElements(T) || T->isArrayType() || containerOf(E) ? E : nullptr;
}

const Expr *bufferedBy(const Expr *E) {
  const CallExpr *Call =
      callOf(peel(E), {"::asio::buffer", "::asio::dynamic_buffer", "::boost::asio::buffer",
                       "::boost::asio::dynamic_buffer"});
  return Call ? Call->getArg(0) : nullptr;
}

/// What \p E, which may be an address or a view, is the address of.
static Referent addressed(const Expr *E) {
  if (const Expr *Buffered = bufferedBy(E))
    return Buffered->getType()->isPointerType() ? addressed(Buffered) : referentOf(Buffered);
  if (const Expr *Shown = viewed(E))
    return referentOf(Shown);
  E = peel(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
    return referentOf(Unary->getSubExpr());
  if (const CallExpr *Call = callOf(E, {"::std::addressof"}))
    return referentOf(Call->getArg(0));
  if (E->getType()->isArrayType() || (E->getType()->isPointerType() && containerOf(E)))
    return referentOf(E);
  return {};
}

//===-- How it is held ------------------------------------------------------===//

/// The argument of std::ref and std::cref, or null.
static const Expr *referenceWrapped(const Expr *E) {
  const CallExpr *Call = callOf(E, {"::std::ref", "::std::cref", "::boost::ref", "::boost::cref"});
  return Call ? Call->getArg(0) : nullptr;
}

/// True if \p Var is a parameter of main: what these point to lives as long as
/// the process.
static bool isParameterOfMain(const ValueDecl *Var) {
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Var);
  const auto *Function = Parameter ? dyn_cast<FunctionDecl>(Parameter->getDeclContext()) : nullptr;
  return Function && Function->isMain();
}

/// True if \p E is a parameter of main, or an element of it.
static bool isArgumentOfMain(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    E = Element->getBase()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isParameterOfMain(Ref->getDecl());
}

static bool diesWithItsScope(const ValueDecl *Var) {
  const auto *Binding = dyn_cast<BindingDecl>(Var);
  return isLocalObject(Binding ? Binding->getDecomposedDecl() : Var);
}

static void holdVariable(Held &H, const ValueDecl *Var, Hold How) {
  H.Name = Var->getNameAsString();
  H.Declared = Var->getLocation();
  H.How = How;
  H.Local = How != Hold::Value && diesWithItsScope(Var);
  const auto *Variable = dyn_cast<VarDecl>(Var);
  H.Static = Variable && Variable->hasGlobalStorage() && !Var->getType()->isReferenceType();
}

static void holdReferent(Held &H, Referent Of, Hold How) {
  H.How = How;
  if (Of.Var)
    holdVariable(H, Of.Var, How);
  H.OfThis = Of.OfThis;
  if (Of.IsThis) {
    H.Name = "this";
    H.How = Hold::This;
  }
}

static bool pointsToThis(const Expr *E);

/// True if a weak pointer of type \p T that is made of \p From points there.
static bool watchesThis(QualType T, const Expr *From) {
  return pointsToThis(From) || (isGuardPointer(T) && isa_and_nonnull<CXXThisExpr>(peel(From)));
}

/// True if \p E makes a smart pointer to the object whose member function this
/// is, strong or weak, or is a variable that was made so.
static bool pointsToThis(const Expr *E) {
  E = peel(E);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->getInit() && !isa<ParmVarDecl>(Var) &&
           watchesThis(Var->getType(), Var->getInit());
  }
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E))
    return isWeakPointer(Construct->getType()) && Construct->getNumArgs() == 1 &&
           watchesThis(Construct->getType(), Construct->getArg(0));
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  const llvm::StringRef Name = nameOf(Call ? calleeOf(Call) : nullptr);
  if (Name.ends_with("_pointer_cast") && Call->getNumArgs() == 1)
    return pointsToThis(Call->getArg(0));
  if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call); Member && Name == "lock")
    return pointsToThis(Member->getImplicitObjectArgument());
  return Name == "shared_from_this" || Name == "weak_from_this";
}

/// Says in \p H whether \p E, which it holds a copy of, points to the object
/// whose member function this is, and keeps it alive.
static void holdPointerToThis(Held &H, const Expr *E) {
  const bool Points = pointsToThis(E);
  H.WatchesThis = Points && isWeakPointer(E->getType());
  H.SharesThis = Points && !H.WatchesThis;
}

/// True if what \p E makes an object of on the heap holds nothing that could
/// die. Nobody but its user frees the object itself.
static bool isSelfContained(const CXXNewExpr &New, ASTContext &Context) {
  const CXXConstructExpr *Construct = New.getConstructExpr();
  return !Construct || llvm::all_of(Construct->arguments(), [&](const Expr *Arg) {
    return describeArgument(Arg, Context).How == Hold::Value;
  });
}

Held describeArgument(const Expr *E, ASTContext &Context) {
  Held H;
  H.Loc = E->getBeginLoc();
  const Expr *Value = peel(E);
  const auto *New = dyn_cast<CXXNewExpr>(Value);
  const bool IsView = E->getType()->isRecordType() && isAddressLike(E->getType());
  const bool IsAddress = isAddressLike(Value->getType()) || IsView;
  if (const Expr *Wrapped = referenceWrapped(Value)) {
    holdReferent(H, referentOf(Wrapped), Hold::Reference);
  } else if (isa<CXXThisExpr>(Value)) {
    H.Name = "this";
    H.How = Hold::This;
  } else if (Referent Of = addressed(E); Of.Var) {
    const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
    const bool Wrapper = Class && isNamed(*Class, "::std::reference_wrapper");
    holdReferent(H, Of, Wrapper ? Hold::Reference : Hold::Address);
  } else if (IsAddress && !Value->getType()->isFunctionPointerType() &&
             !isa<StringLiteral, UserDefinedLiteral>(Value) &&
             !(New && isSelfContained(*New, Context))) {
    H.How = Hold::Address;
    H.Static = isArgumentOfMain(Value);
  }
  holdPointerToThis(H, E);
  return H;
}

Held describeReference(const Expr *E, ASTContext &Context) {
  if (E->getType()->isPointerType())
    return describeArgument(E, Context);
  Held H;
  H.Loc = E->getBeginLoc();
  const Expr *Value = peel(E);
  const Expr *Pointer = baseObject(Value);
  if (Pointer && pointsToThis(Pointer)) {
    H.SharesThis = true;
  } else if (Referent Of = referentOf(E); Of.Var || Of.IsThis) {
    holdReferent(H, Of, Hold::Reference);
  } else {
    H.How = Hold::Reference;
  }
  return H;
}

/// [name = value] holds what the value holds; [&name = value] refers to it.
static Held describeInitCapture(const VarDecl &Var, ASTContext &Context) {
  if (!Var.getType()->isReferenceType())
    return describeArgument(Var.getInit(), Context);
  Held H;
  holdReferent(H, referentOf(Var.getInit()), Hold::Reference);
  return H;
}

/// [name] and [&name].
static Held describeNamedCapture(const ValueDecl &Var, bool ByReference) {
  Held H;
  const QualType T = Var.getType().getNonReferenceType();
  const bool CopiesAddress = isAddressLike(T) && !T->isFunctionPointerType();
  holdVariable(H, &Var,
               ByReference     ? Hold::Reference
               : CopiesAddress ? Hold::Address
                               : Hold::Value);
  if (ByReference)
    return H;
  // A copy of a pointer says nothing of what it points to.
  H.Local = false;
  H.Static |= isParameterOfMain(&Var);
  return H;
}

Held describeCapture(const LambdaCapture &Capture, const Expr *Init, ASTContext &Context) {
  Held H;
  if (Capture.capturesThis()) {
    H.Name = "this";
    H.How = Capture.getCaptureKind() == LCK_StarThis ? Hold::Value : Hold::This;
  } else if (Capture.capturesVariable()) {
    const ValueDecl *Var = Capture.getCapturedVar();
    const auto *InitVar = dyn_cast<VarDecl>(Var);
    const bool ByReference = Capture.getCaptureKind() == LCK_ByRef;
    if (InitVar && InitVar->isInitCapture() && InitVar->getInit())
      H = describeInitCapture(*InitVar, Context);
    else
      H = describeNamedCapture(*Var, ByReference);
    if (!ByReference && Init)
      holdPointerToThis(H, Init);
    if (H.Name.empty())
      H.Name = Var->getNameAsString();
  }
  H.Loc = Capture.getLocation();
  return H;
}

} // namespace clang::tidy::structured
