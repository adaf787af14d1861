using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Writes the answer of a SELECT or ASK, row by row, without holding any of it.</summary>
/// <remarks>
/// For a SELECT: <see cref="Begin"/>, then for each row <see cref="BeginRow"/>, <see cref="Write"/> for each bound column from left to right,
/// <see cref="EndRow"/>; then <see cref="End"/>. For an ASK: <see cref="Boolean"/> alone. Bytes are gathered and passed on in blocks;
/// <see cref="Flush"/> passes on what there is (a caller that writes to a PipeWriter flushes that afterwards).
/// </remarks>
public interface ISolutionWriter
{
    /// <summary>The names of the variables, in the order of the columns.</summary>
    void Begin(IReadOnlyList<string> variables);

    /// <summary>Begins a row.</summary>
    void BeginRow();

    /// <summary>One bound column; columns come in ascending order, and those that are left out are unbound.</summary>
    void Write(int column, in TermSpan term);

    /// <summary>Ends a row.</summary>
    void EndRow();

    /// <summary>Ends the document and passes on everything.</summary>
    void End();

    /// <summary>The whole document of an ASK. CSV and TSV have no standard form for it; they write <c>true</c> or <c>false</c> on a line.</summary>
    void Boolean(bool value);

    /// <summary>Passes on what was gathered so far.</summary>
    void Flush();
}
