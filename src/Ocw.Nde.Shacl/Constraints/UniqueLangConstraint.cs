using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;

namespace Ocw.Nde.Shacl.Constraints;

/// <summary><c>sh:uniqueLang true</c>: no two value nodes with the same language tag (SHACL §4.4.5); one result per tag.</summary>
internal sealed class UniqueLangConstraint() : Constraint(Row)
{
    private const string Parameter = ShaclNs.Namespace + "uniqueLang";

    internal static readonly ConstraintComponent Row = new(
        "UniqueLang", [Parameter], parameters => parameters.Shape is PropertyShape && parameters.Flag(Parameter) ? [new UniqueLangConstraint()] : []);

    internal override LocalizedText Message { get; } = new("Er is meer dan één waarde in dezelfde taal.", "There is more than one value in the same language.");

    internal override BoundConstraint Bind(ShapeBinder binder) => BoundConstraint.OfSet(this, static (in ValueNodes nodes, Evaluation evaluation, ref Verdict verdict) =>
    {
        if (nodes.Values.Length < 2)
            return;

        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in nodes.Values)
            evaluation.Terms.Test(value, static (in TermSpan term, Dictionary<string, int> counts) => Count(term.Language, counts), counts);
        foreach (var _ in counts.Values.Where(count => count > 1))
            verdict.Fail();
    });

    private static bool Count(ReadOnlySpan<byte> language, Dictionary<string, int> counts)
    {
        if (language.Length == 0)
            return false;
        var tag = Encoding.UTF8.GetString(language);
        counts[tag] = counts.GetValueOrDefault(tag) + 1;
        return true;
    }
}
