namespace Ocw.Nde.Sparql.Tests.Evaluation.Naive;

/// <summary>Makes data and queries by chance, small enough that every kind of pattern meets every other.</summary>
internal sealed class RandomQuery(Random random)
{
    private static readonly string[] Variables = ["?x", "?y", "?z", "?w", "?v"];
    private static readonly string[] Predicates = [":p", ":q", ":r"];
    private static readonly string[] Nodes = [":a", ":b", ":c", ":d"];
    private static readonly string[] Graphs = [":g1", ":g2", ":g3"];

    private int made;

    /// <summary>A TriG document: a default graph and named graphs that share triples.</summary>
    internal string Data()
    {
        var triples = Enumerable.Range(0, random.Next(3, 14)).Select(_ => $"{Pick(Nodes)} {Pick(Predicates)} {Object()} .").ToList();
        string Some() => string.Join(' ', triples.Where(_ => random.Next(3) > 0));
        return $"{Some()} {string.Join(' ', Graphs.Take(random.Next(4)).Select(graph => $"{graph} {{ {Some()} }}"))}";
    }

    /// <summary>A SELECT query without ORDER BY and LIMIT, so that its answer is one bag. It may be refused by the parser.</summary>
    /// <param name="mayNameDataset">Whether some queries have FROM and FROM NAMED.</param>
    internal string Query(bool mayNameDataset = false)
    {
        made = 0;
        var dataset = mayNameDataset && random.Next(5) == 0 ? Dataset() : "";
        var where = dataset + "WHERE " + Group(3, inExists: false);
        return random.Next(8) switch
        {
            6 => $"SELECT {Pick(Variables)} (COUNT(*) AS ?n) (COUNT({Pick(Variables)}) AS ?c) (COUNT(DISTINCT ?z) AS ?d) {where} GROUP BY {Pick(Variables)}",
            7 => $"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT {Pick(Variables)}) AS ?d) {where}",
            0 => $"SELECT DISTINCT {Pick(Variables)} {Pick(Variables)} {where}",
            1 => $"SELECT {Pick(Variables)} (COUNT(*) AS ?n) (SUM(?y) AS ?s) (COUNT(DISTINCT ?z) AS ?d) (MAX(STR(?w)) AS ?m) {where} GROUP BY ?x",
            2 => $"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT *) AS ?d) {where}",
            _ => $"SELECT * {where}",
        };
    }

    private string Dataset() =>
        string.Concat(Graphs.Append(":g4").Select(graph => random.Next(4) switch { 0 => $"FROM {graph} ", 1 => $"FROM NAMED {graph} ", 2 => $"FROM {graph} FROM NAMED {graph} ", _ => "" }));

    private string Group(int depth, bool inExists)
    {
        var elements = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Element(depth, inExists));
        return $"{{ {string.Join(' ', elements)} }}";
    }

    private string Element(int depth, bool inExists)
    {
        var choice = random.Next(depth > 0 ? 20 : 9);
        return choice switch
        {
            < 6 => $"{Subject()} {(random.Next(5) == 0 ? Pick(Variables) : Pick(Predicates))} {Term()} .",
            6 => $"{Subject()} {Path(2)} {Term()} .",
            7 => $"FILTER({Condition(depth)})",
            8 => inExists ? "" : Values(),
            9 or 10 => $"OPTIONAL {Group(depth - 1, inExists)}",
            11 or 12 => $"{Group(depth - 1, inExists)} UNION {Group(depth - 1, inExists)}",
            13 => inExists ? "" : $"MINUS {Group(depth - 1, inExists)}",
            14 => inExists ? "" : $"BIND({Expression()} AS ?b{++made})",
            15 => $"GRAPH {(random.Next(2) == 0 ? Pick(Graphs) : random.Next(3) == 0 ? Pick(Variables) : "?g")} {Group(depth - 1, inExists)}",
            16 => inExists ? "" : SubSelect(depth),
            17 or 18 => $"FILTER {(random.Next(2) == 0 ? "NOT " : "")}EXISTS {Group(Math.Min(1, depth - 1), inExists: true)}",
            _ => Group(depth - 1, inExists),
        };
    }

    private string SubSelect(int depth)
    {
        var where = Group(depth - 1, inExists: false);
        return random.Next(3) switch
        {
            0 => $"{{ SELECT DISTINCT {Pick(Variables)} WHERE {where} }}",
            1 => $"{{ SELECT ?x (COUNT(?y) AS ?c{++made}) WHERE {where} GROUP BY ?x }}",
            _ => $"{{ SELECT {Pick(Variables)} {Pick(Variables)} WHERE {where} }}",
        };
    }

    private string Values() => random.Next(2) == 0
        ? $"VALUES {Pick(Variables)} {{ {Constant()} {Constant()} }}"
        : $"VALUES (?x ?y) {{ ({Constant()} {Cell()}) ({Cell()} {Constant()}) ({Constant()} UNDEF) }}";

    private string Condition(int depth) => random.Next(depth > 0 ? 9 : 7) switch
    {
        0 => $"BOUND({Pick(Variables)})",
        1 => $"!BOUND({Pick(Variables)})",
        2 => $"isIRI({Pick(Variables)})",
        3 => $"{Pick(Variables)} = {Term()}",
        4 => $"{Pick(Variables)} != {Term()}",
        5 => $"{Pick(Variables)} < {random.Next(4)}",
        6 => $"STR({Pick(Variables)}) < STR({Pick(Variables)})",
        7 => $"({Condition(depth - 1)}) {(random.Next(2) == 0 ? "&&" : "||")} ({Condition(depth - 1)})",
        _ => $"!({Condition(depth - 1)})",
    };

    private string Expression() => random.Next(4) switch
    {
        0 => $"{Pick(Variables)} + 1",
        1 => $"COALESCE({Pick(Variables)}, {Constant()})",
        2 => Pick(Variables),
        _ => $"STR({Pick(Variables)})",
    };

    private string Path(int depth) => random.Next(depth > 0 ? 9 : 1) switch
    {
        0 => Pick(Predicates),
        1 => $"^{Pick(Predicates)}",
        2 => $"({Path(depth - 1)}/{Path(depth - 1)})",
        3 => $"({Path(depth - 1)}|{Path(depth - 1)})",
        4 => $"({Path(depth - 1)})*",
        5 => $"({Path(depth - 1)})+",
        6 => $"({Path(depth - 1)})?",
        7 => $"!({Pick(Predicates)}|^{Pick(Predicates)})",
        _ => $"!{Pick(Predicates)}",
    };

    private string Cell() => random.Next(3) == 0 ? "UNDEF" : Constant();

    private string Subject() => random.Next(4) == 0 ? Pick(Nodes) : Pick(Variables);

    private string Term() => random.Next(3) == 0 ? Constant() : Pick(Variables);

    private string Constant() => random.Next(2) == 0 ? Pick(Nodes) : Object();

    private string Object() => random.Next(6) switch { 0 or 1 => random.Next(4).ToString(null, null), 2 => "\"t\"", 3 => "\"t\"@nl", _ => Pick(Nodes) };

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
