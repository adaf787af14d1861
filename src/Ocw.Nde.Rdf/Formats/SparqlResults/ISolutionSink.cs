using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Receives the answer of a SELECT or ASK while it is read, solution by solution.</summary>
public interface ISolutionSink
{
    /// <summary>The names of the variables, in order. In JSON they may come after the solutions.</summary>
    void Variables(IReadOnlyList<string> names);

    /// <summary>A binding of the present solution.</summary>
    void Bind(string variable, RdfTerm term);

    /// <summary>The present solution is complete; the next one begins.</summary>
    void EndSolution();

    /// <summary>The answer of an ASK.</summary>
    void Boolean(bool value);
}
