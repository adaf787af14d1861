using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Keeps an answer whole.</summary>
internal sealed class SolutionCollector : ISolutionSink
{
    private readonly List<Dictionary<string, RdfTerm>> _solutions = [];
    private Dictionary<string, RdfTerm> _solution = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _variables = [];
    private bool? _boolean;

    public SparqlResults Results => _boolean is { } value
        ? new SparqlResults(value)
        : new SparqlResults(_variables, [.. _solutions.Select(solution => (IReadOnlyList<RdfTerm?>)[.. _variables.Select(solution.GetValueOrDefault)])]);

    public void Variables(IReadOnlyList<string> names) => _variables = names;

    public void Bind(string variable, RdfTerm term) => _solution[variable] = term;

    public void EndSolution()
    {
        _solutions.Add(_solution);
        _solution = new(StringComparer.Ordinal);
    }

    public void Boolean(bool value) => _boolean = value;
}
