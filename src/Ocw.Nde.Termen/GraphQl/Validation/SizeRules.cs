using Ocw.Nde.Termen.GraphQl.Syntax;

namespace Ocw.Nde.Termen.GraphQl.Validation;

/// <summary>How deep and how wide an operation is with its fragments put in place. Each fragment is measured once, however often it is used.</summary>
internal sealed class SizeRules
{
    private const int Saturated = int.MaxValue / 4;

    private readonly ValidationContext _context;
    private readonly Dictionary<string, Size> _fragments = new(StringComparer.Ordinal);

    private SizeRules(ValidationContext context) => _context = context;

    public static void Check(ValidationContext context)
    {
        var rules = new SizeRules(context);
        foreach (var operation in context.Document.Operations)
            rules.Check(operation);
    }

    private void Check(OperationNode operation)
    {
        var (depth, fields, own) = Measure(operation.Selections);
        var limits = _context.Limits;
        if (depth > limits.MaxDepth)
            TooMuch(operation, $"The operation is {depth} fields deep; at most {limits.MaxDepth} are allowed.");
        if (fields > limits.MaxFields)
            TooMuch(operation, $"The operation has {Shown(fields)} fields with its fragments put in place; at most {limits.MaxFields} are allowed. Ask in several requests.");
        if (own > limits.MaxRootFields)
            TooMuch(operation, $"The operation has {Shown(own)} fields at its root; at most {limits.MaxRootFields} are allowed. Ask in several requests.");
    }

    private void TooMuch(OperationNode operation, string message) => _context.Report(GraphQlCodes.TooComplex, message, [operation.Location]);

    private Size Measure(SelectionSetNode selections)
    {
        var size = default(Size);
        foreach (var selection in selections.Items)
        {
            size = selection switch
            {
                FieldNode field => size.With(field.Selections is { } below ? Measure(below) : default),
                InlineFragmentNode inline => size.And(Measure(inline.Selections)),
                _ => size.And(OfFragment(((FragmentSpreadNode)selection).Name)),
            };
        }

        return size;
    }

    private Size OfFragment(string name)
    {
        if (!_fragments.TryGetValue(name, out var size))
            _fragments[name] = size = Measure(_context.Fragments[name].Selections);
        return size;
    }

    private static string Shown(int number) => number >= Saturated ? "too many" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="Depth">The fields below one another.</param>
    /// <param name="Fields">All fields.</param>
    /// <param name="Own">The fields of the set itself.</param>
    private readonly record struct Size(int Depth, int Fields, int Own)
    {
        public Size And(Size other) => new(Math.Max(Depth, other.Depth), Sum(Fields, other.Fields), Sum(Own, other.Own));

        public Size With(Size below) => new(Math.Max(Depth, below.Depth + 1), Sum(Fields, Sum(below.Fields, 1)), Sum(Own, 1));

        private static int Sum(int a, int b) => Math.Min(Saturated, a + b);
    }
}
