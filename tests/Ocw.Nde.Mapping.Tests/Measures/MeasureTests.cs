using Ocw.Nde.Mapping.Measures;
using Ocw.Nde.Mapping.Tests.Support;

namespace Ocw.Nde.Mapping.Tests.Measures;

/// <summary>Measures as collections write them, each with what it becomes: <c>measures.tsv</c>, the table behind docs/measures.md.</summary>
public class MeasureTests
{
    [Fact]
    public void Every_expression_of_the_table_becomes_what_stands_there() => ExpressionTable.Check("Measures/measures.tsv", Read);

    private static string Read(string text) => ScaleReader.Read(text) is { } scale ? $"scale={scale}" : string.Join("; ", MeasureReader.Read(text));
}
