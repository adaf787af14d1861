using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:class</c>: an instance of the class or of one of its subclasses in the data (SHACL §4.1.1).</summary>
internal sealed class ClassConstraint(RdfTerm @class) : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "class";

    // Each value is a constraint of its own: several classes must all hold.
    internal static readonly ConstraintComponent Row = new("Class", [Parameter], parameters => parameters.Values(Parameter).Where(value => value is not Literal).Select(value => new ClassConstraint(value)));

    internal override LocalizedText Message { get; } = new($"De waarde moet van het type {NameOf(@class)} zijn.", $"The value must be of the type {NameOf(@class)}.");

    internal override BoundConstraint Bind(ShapeBinder binder)
    {
        var classes = binder.SubclassesOf(@class);
        return BoundConstraint.OfValues(this, (value, evaluation) => evaluation.IsInstanceOf(value, classes));
    }

    private static string NameOf(RdfTerm term) => term is Iri iri ? PathText.LocalName(iri.Value) : term.ToString()!;
}
