using System.Buffers;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Termen.GraphQl;
using Ocw.Nde.Termen.GraphQl.Execution;

namespace Ocw.Nde.Termen.Tests.GraphQl;

/// <summary>A small schema with everything that a schema can have.</summary>
internal static class Library
{
    private static readonly InterfaceType s_named = new("Named");
    private static readonly EnumType s_kind = new("Kind", null, new EnumValue("NOVEL", 1), new EnumValue("POEM", 2), new EnumValue("PLAY", 3, null, "Nobody plays"));
    private static readonly InputObjectType s_filter = new("Filter", null,
        new InputValue("kind", s_kind), new InputValue("tags", GraphQlScalars.String.NonNull().List()), new InputValue("least", GraphQlScalars.Int.NonNull()) { Default = "3" }, new InputValue("name", GraphQlScalars.String.NonNull()));

    private static readonly InputObjectType s_key = new("Key", null, new InputValue("id", GraphQlScalars.Id), new InputValue("name", GraphQlScalars.String)) { IsOneOf = true };

    public static GraphQlSchema Schema { get; } = Build();

    public static GraphQlExecutor Executor { get; } = new(Schema, new GraphQlLimits { MaxCost = 20_000 });

    public static async Task<string> AskAsync(string query, string? variables = null, string? operation = null, GraphQlLimits? limits = null)
    {
        using var parsed = variables is null ? null : JsonDocument.Parse(variables);
        var request = new GraphQlRequest { Query = query, OperationName = operation, Variables = parsed?.RootElement ?? default, State = new Shelf() };
        var executor = limits is null ? Executor : new GraphQlExecutor(Schema, limits);
        return Json(await executor.ExecuteAsync(request, CancellationToken.None));
    }

    public static string Json(GraphQlResult result) => Write(result.WriteTo);

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GraphQlJson.Writer))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static GraphQlSchema Build()
    {
        GraphQlType text = GraphQlScalars.String;
        s_named.Add(new FieldDefinition("name", text.NonNull()));
        var author = new ObjectType<Author>("Author").Implements(s_named).Field("name", text.NonNull(), a => a.Name);
        var book = new ObjectType<Book>("Book", "A book.").Implements(s_named)
            .Field("id", GraphQlScalars.Id.NonNull(), b => b.Id)
            .Field("name", text.NonNull(), b => b.Name)
            .Field("kind", s_kind, b => b.Kind)
            .Field("old", text, b => b.Name, deprecation: "Use name")
            .Field("author", author, (b, _) => Later<object?>(b.Author))
            .Field("writer", author.NonNull(), (b, _) => Later<object?>(b.Author))
            .Field("broken", text, _ => throw new InvalidOperationException("secret"))
            .Field("refused", text.NonNull(), _ => throw new GraphQlException("Not for you.", "NO"));
        book.Field("sequels", book.List(), b => b.Sequels);
        var found = new UnionType("Found", null, book, author);
        var query = new ObjectType<Shelf>("Query")
            .Field(
                new FieldDefinition("books", book.List().NonNull()) { Arguments = [new InputValue("first", GraphQlScalars.Int) { Default = "10" }], Items = a => a.Get("first", 10) },
                (s, context) => new(s.Books.Take(context.Arguments.Get("first", 10))))
            .Field("strict", book.NonNull().List(), s => s.Books)
            .Field("found", found.List(), s => s.All)
            .Field("names", s_named.List(), s => s.All)
            .Field("hello", text.NonNull(), (_, context) => new($"Hello {context.Arguments.Get("to", "you")}"), null, new InputValue("to", text))
            .Field("echo", text, (_, context) => new(Show(context.Arguments)), null,
                new InputValue("filter", s_filter), new InputValue("ids", GraphQlScalars.Id.NonNull().List()), new InputValue("number", GraphQlScalars.Float), new InputValue("key", s_key), new InputValue("deep", GraphQlScalars.Int.List().List()))
            .Field("needs", text, (_, context) => new(context.Arguments.Get<int>("count").ToString(System.Globalization.CultureInfo.InvariantCulture)), null, new InputValue("count", GraphQlScalars.Int.NonNull()))
            .Field("some", book.List(), (s, _) => new(new object?[] { s.Books[0], new GraphQlException("The second is missing.", "GONE"), s.Books[1] }))
            .Field(new FieldDefinition("slow", book.List()) { IsStreamable = true }, (s, context) => new(Slowly(s.Books)));
        return new GraphQlSchema(query, "Books");
    }

    private static async ValueTask<T> Later<T>(T value)
    {
        await Task.Yield();
        return value;
    }

    private static async IAsyncEnumerable<object?> Slowly(IEnumerable<Book> books)
    {
        foreach (var book in books)
        {
            await Task.Yield();
            yield return book;
        }
    }

    private static string Show(ArgumentValues arguments) =>
        string.Join(' ', new[] { "filter", "ids", "number", "key", "deep" }.Where(arguments.Has).Select(name => $"{name}={Show(arguments.Get<object>(name))}"));

    private static string Show(object? value) => value switch
    {
        null => "null",
        IReadOnlyDictionary<string, object?> fields => "{" + string.Join(",", fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + ":" + Show(f.Value))) + "}",
        IReadOnlyList<object?> items => "[" + string.Join(",", items.Select(Show)) + "]",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    internal sealed class Shelf
    {
        public IReadOnlyList<Book> Books { get; } =
        [
            new("1", "Max Havelaar", 1, new Author("Multatuli")), new("2", "Anonymous", 2, null), new("3", "Eline Vere", 1, new Author("Couperus")),
        ];

        public IReadOnlyList<object?> All => [Books[0], new Author("Multatuli"), null];
    }

    internal sealed record Author(string Name);

    internal sealed record Book(string Id, string Name, int Kind, Author? Author)
    {
        public IReadOnlyList<Book> Sequels => [this];
    }
}
