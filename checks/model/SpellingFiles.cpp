#include "SpellingFiles.h"
#include "Expressions.h"
#include "SpelledNames.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

bool SpellingFiles::has(SourceLocation Loc) {
  const SourceManager &Sources = Context.getSourceManager();
  const FileID File = Sources.getFileID(Sources.getExpansionLoc(Loc));
  const auto [Entry, IsNew] = Known.try_emplace(File, false);
  if (IsNew)
    Entry->second = spells(Sources.getBufferData(File));
  return Entry->second;
}

bool SpellingFiles::spells(llvm::StringRef Text) const {
  llvm::StringSet<> Words;
  Lexer Lex(SourceLocation(), Context.getLangOpts(), Text.begin(), Text.begin(), Text.end());
  Token At;
  do {
    Lex.LexFromRawLexer(At);
    if (At.is(tok::raw_identifier))
      Words.insert(At.getRawIdentifier());
  } while (At.isNot(tok::eof));
  const auto Spells = [&](llvm::StringRef Name) {
    return Words.contains(Name.substr(Name.rfind(':') + 1)) && spellsAll(Context.Idents, Name);
  };
  return Words.contains("join") || Words.contains("detach") || spellsAnything(Spells, Table);
}

/// True for a class of std that keeps nothing but what its arguments say, if it has any.
static bool isPlain(const CXXRecordDecl &Class) {
  static const llvm::StringSet<> Names{"allocator",     "array",
                                       "basic_string",  "basic_string_view",
                                       "char_traits",   "default_delete",
                                       "deque",         "equal_to",
                                       "hash",          "initializer_list",
                                       "less",          "list",
                                       "map",           "multimap",
                                       "multiset",      "optional",
                                       "pair",          "partial_ordering",
                                       "set",           "shared_ptr",
                                       "span",          "strong_ordering",
                                       "tuple",         "unique_ptr",
                                       "unordered_map", "unordered_set",
                                       "variant",       "vector",
                                       "weak_ordering", "weak_ptr"};
  return Class.isInStdNamespace() && Names.contains(nameOf(&Class));
}

bool SpellingFiles::mayMeanWork(const TemplateArgument &Arg) {
  if (Arg.getKind() == TemplateArgument::Pack)
    return llvm::any_of(Arg.pack_elements(), [&](const auto &Each) { return mayMeanWork(Each); });
  return Arg.getKind() != TemplateArgument::Integral &&
         (Arg.getKind() != TemplateArgument::Type || mayMeanWork(Arg.getAsType()));
}

bool SpellingFiles::mayMeanWork(QualType T) {
  T = T.getCanonicalType().getNonReferenceType();
  while (T->isPointerType() || T->isArrayType())
    T = T->isPointerType() ? T->getPointeeType() : Context.getBaseElementType(T);
  if (T->isBuiltinType() || T->isEnumeralType())
    return T->isPlaceholderType() || T->isDependentType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class)
    return true;
  if (!isOfSystemHeader(*Class))
    return has(Class->getLocation());
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return !isPlain(*Class) ||
         (Made && llvm::any_of(Made->getTemplateArgs().asArray(),
                               [&](const TemplateArgument &Each) { return mayMeanWork(Each); }));
}

} // namespace clang::tidy::structured
