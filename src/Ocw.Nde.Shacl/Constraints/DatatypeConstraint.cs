using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Literals;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:datatype</c>: a literal of this datatype whose lexical form belongs to it (SHACL §4.1.2).</summary>
internal sealed class DatatypeConstraint(Iri datatype) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "datatype";

    internal static readonly ConstraintComponent Row = new("Datatype", [Parameter], parameters => parameters.Iris(Parameter).Select(datatype => new DatatypeConstraint(datatype)));

    private readonly byte[] _datatype = Encoding.UTF8.GetBytes(datatype.Value);

    internal override LocalizedText Message { get; } = datatype == RdfNs.LangString
        ? new LocalizedText("De waarde moet een tekst met taalaanduiding zijn.", "The value must be a text with a language tag.")
        : new LocalizedText($"De waarde moet een geldige {PathText.LocalName(datatype.Value)} zijn.", $"The value must be a well-formed {PathText.LocalName(datatype.Value)}.");

    internal override BoundConstraint Bind(ShapeBinder binder) => datatype switch
    {
        _ when datatype == RdfNs.LangString => BoundConstraint.OfValues(this, static (value, evaluation) => evaluation.Terms.Test<object?>(value, static (in TermSpan term, object? _) => term.Language.Length > 0, null)),
        _ when datatype == XsdNs.String => BoundConstraint.OfValues(this, static (value, evaluation) => evaluation.Terms.Test<object?>(value, static (in TermSpan term, object? _) => IsPlain(term), null)),
        _ => BoundConstraint.OfValues(this, (value, evaluation) => evaluation.Terms.Test(value, static (in TermSpan term, byte[] expected) => IsOf(term, expected), _datatype)),
    };

    private static bool IsPlain(in TermSpan term) => term.Kind == TermKind.Literal && term.Datatype.Length == 0 && term.Language.Length == 0;

    private static bool IsOf(in TermSpan term, byte[] expected) =>
        term.Kind == TermKind.Literal && term.Datatype.SequenceEqual(expected) && XsdLexical.IsWellFormed(term.Datatype, term.Value);
}
