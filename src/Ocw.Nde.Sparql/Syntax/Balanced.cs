namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Puts the operands of an associative operator into a tree of logarithmic height, in their order, so that 30,000 of them nest 15 levels deep.</summary>
internal static class Balanced
{
    internal static T Fold<T>(IReadOnlyList<T> operands, Func<T, T, T> combine) => Fold(operands, 0, operands.Count, combine);

    private static T Fold<T>(IReadOnlyList<T> operands, int start, int count, Func<T, T, T> combine)
    {
        if (count == 1)
            return operands[start];
        var half = (count + 1) / 2;
        return combine(Fold(operands, start, half, combine), Fold(operands, start + half, count - half, combine));
    }
}
