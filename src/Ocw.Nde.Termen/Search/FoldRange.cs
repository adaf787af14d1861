using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Search;

/// <summary>Finds the labels whose folded text begins with a text: by binary search at both ends of the range.</summary>
internal static class FoldRange
{
    internal static (int First, int Last) Of(SourceIndex index, ReadOnlySpan<byte> text)
    {
        var order = index.LabelOrder;
        return (Boundary(index, order, text, below: true), Boundary(index, order, text, below: false));
    }

    private static int Boundary(SourceIndex index, ReadOnlySpan<int> order, ReadOnlySpan<byte> text, bool below)
    {
        int low = 0, high = order.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var fold = index.LabelFoldBytes(order[middle]);
            var compared = fold[..Math.Min(fold.Length, text.Length)].SequenceCompareTo(text);
            if (below ? compared < 0 : compared <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
