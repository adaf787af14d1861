using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>ORDER BY with LIMIT: keeps only the best rows, in a heap whose top is the worst of them.</summary>
internal sealed class TopOperator(QueryContext context, Operator input, SortKeys keys, int limit, OrderBy order)
    : Operator(context, input.Schema, [], Math.Min(input.EstimatedRows, limit), input)
{
    private readonly RowStore rows = new(context.Memory, input.Schema.Count);
    private readonly List<int> heap = [];
    private readonly List<long> arrivals = [];
    private long arrived;
    private bool isRead;
    private int at;

    internal override bool KeepsOrder => false;

    protected override bool ReadsAllFirst => true;

    protected override string Detail => $"{limit} {SortKeys.Describe(order)}";

    internal override void Rewind(Rewinding what)
    {
        base.Rewind(what);
        keys.Rewind(what);
        rows.Clear();
        heap.Clear();
        arrivals.Clear();
        isRead = false;
        at = 0;
    }

    protected override void Fill(Batch output)
    {
        if (!isRead)
        {
            ReadAll();
            heap.Sort(Compare);
            isRead = true;
        }

        while (at < heap.Count && !output.IsFull)
            rows.CopyTo(heap[at++], output);
    }

    private void ReadAll()
    {
        if (limit == 0)
            return;
        var batch = Inputs[0].NewBatch();

        // One row beyond the limit is the place where a newcomer is compared.
        while (Inputs[0].Next(batch))
        {
            for (var row = 0; row < batch.Count; row++)
                Offer(batch, row);
        }

        Context.GiveBack(batch);
    }

    private void Offer(Batch batch, int row)
    {
        Context.NextSolution();
        arrived++;
        if (heap.Count < limit)
        {
            var number = rows.Add(batch, row);
            keys.Set(number, new Row(batch, row));
            arrivals.Add(arrived);
            heap.Add(number);
            SiftUp(heap.Count - 1);
            return;
        }

        if (keys.Prefix(new Row(batch, row)) > keys.Prefixes[heap[0]])
            return;
        keys.Set(limit, new Row(batch, row));
        if (keys.Compare(limit, heap[0]) >= 0)
            return;
        var replaced = heap[0];
        rows.Set(replaced, batch, row);
        keys.Set(replaced, new Row(batch, row));
        arrivals[replaced] = arrived;
        SiftDown();
    }

    // Among equal rows the one that came last goes first when room is needed.
    private int Compare(int left, int right)
    {
        var compared = keys.Compare(left, right);
        return compared != 0 ? compared : arrivals[left].CompareTo(arrivals[right]);
    }

    private void SiftUp(int place)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (Compare(heap[place], heap[parent]) <= 0)
                return;
            (heap[place], heap[parent]) = (heap[parent], heap[place]);
            place = parent;
        }
    }

    private void SiftDown()
    {
        for (var place = 0; ;)
        {
            var child = (2 * place) + 1;
            if (child >= heap.Count)
                return;
            if (child + 1 < heap.Count && Compare(heap[child + 1], heap[child]) > 0)
                child++;
            if (Compare(heap[child], heap[place]) <= 0)
                return;
            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }
}
